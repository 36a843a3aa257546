/// A stand-in for BMC Remedy and Helix ITSM behind AR System's REST interface (reference
/// local-desks.md §1).
@NullMarked
package hub.simulator.remedy;

import org.jspecify.annotations.NullMarked;
