/// What the simulated local desks have in common: tickets with notes, accounts, and people's forms.
@NullMarked
package hub.simulator.desk;

import org.jspecify.annotations.NullMarked;
