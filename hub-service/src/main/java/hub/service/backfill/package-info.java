/// Backfills: reading what a tool has held all along, and how far that is.
@NullMarked
package hub.service.backfill;

import org.jspecify.annotations.NullMarked;
