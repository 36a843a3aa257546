/// A stand-in for ClearQuest: record engine, sessions and the OSLC CM interface.
@NullMarked
package hub.simulator.clearquest;

import org.jspecify.annotations.NullMarked;
