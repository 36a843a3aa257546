/// Faults on demand: what goes wrong between a tool and its callers, and the log of requests.
@NullMarked
package hub.simulator.fault;

import org.jspecify.annotations.NullMarked;
