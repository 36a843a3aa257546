/// What sweeps of tools share that list changed tickets.
@NullMarked
package hub.connector.sweep;

import org.jspecify.annotations.NullMarked;
