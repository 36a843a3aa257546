/// Plain pages on which a person sees and edits the tickets of all simulated tools.
@NullMarked
package hub.simulator.page;

import org.jspecify.annotations.NullMarked;
