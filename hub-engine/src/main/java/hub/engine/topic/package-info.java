/// The hub's topics: what each is called, how it is kept, and the check before the start.
@NullMarked
package hub.engine.topic;

import org.jspecify.annotations.NullMarked;
