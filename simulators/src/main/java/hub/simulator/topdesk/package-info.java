/// A stand-in for TOPdesk's REST interface (reference local-desks.md §3).
@NullMarked
package hub.simulator.topdesk;

import org.jspecify.annotations.NullMarked;
