/// What the backfills of all kinds of tools have in common: turns between sweeps, and patience.
@NullMarked
package hub.connector.backfill;

import org.jspecify.annotations.NullMarked;
