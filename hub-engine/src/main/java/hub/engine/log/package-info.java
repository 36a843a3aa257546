/// Reading the hub's topics outside the engine's own transaction: to fold, to look, to tail.
@NullMarked
package hub.engine.log;

import org.jspecify.annotations.NullMarked;
