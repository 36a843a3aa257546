/// The shell around the pure core: one writer per space, its state, its topics.
@NullMarked
package hub.engine;

import org.jspecify.annotations.NullMarked;
