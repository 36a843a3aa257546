/// What the hub asks of a tool, what came of it, and the one protocol of a write (design D7).
@NullMarked
package hub.delivery;

import org.jspecify.annotations.NullMarked;
