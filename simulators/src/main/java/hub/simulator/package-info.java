/// Stand-ins for the ticket tools, for the demo and for tests: real interfaces, real state, real
/// habits, and faults on demand. Never part of the product at run time.
@NullMarked
package hub.simulator;

import org.jspecify.annotations.NullMarked;
