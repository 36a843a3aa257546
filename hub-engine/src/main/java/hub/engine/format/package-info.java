/// How inputs, events, commands and state are written down, and read again years later.
@NullMarked
package hub.engine.format;

import org.jspecify.annotations.NullMarked;
