/// What could not be processed, why, and what to do about it.
@NullMarked
package hub.engine.deadletter;

import org.jspecify.annotations.NullMarked;
