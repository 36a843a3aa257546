/// Whether a live tool is what the configuration takes it for: asked by reading alone.
@NullMarked
package hub.connector.check;

import org.jspecify.annotations.NullMarked;
