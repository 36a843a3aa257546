/// What a simulated tool remembers: shelves of records over an append-only journal.
@NullMarked
package hub.simulator.store;

import org.jspecify.annotations.NullMarked;
