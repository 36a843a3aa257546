/// The incident: its inputs, its events, and the state they fold into.
@NullMarked
package hub.incident;

import org.jspecify.annotations.NullMarked;
