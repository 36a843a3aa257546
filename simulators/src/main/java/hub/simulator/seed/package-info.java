/// The incidents that exist when the demo starts.
@NullMarked
package hub.simulator.seed;

import org.jspecify.annotations.NullMarked;
