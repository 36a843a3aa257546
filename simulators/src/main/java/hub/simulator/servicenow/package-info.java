/// A stand-in for ServiceNow's Table API (reference local-desks.md §2).
@NullMarked
package hub.simulator.servicenow;

import org.jspecify.annotations.NullMarked;
