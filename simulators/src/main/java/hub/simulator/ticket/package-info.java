/// Tickets of any tool as people and tests see and edit them.
@NullMarked
package hub.simulator.ticket;

import org.jspecify.annotations.NullMarked;
