/// The canonical language: what a ticket is, whichever tool holds it.
@NullMarked
package hub.ticket;

import org.jspecify.annotations.NullMarked;
