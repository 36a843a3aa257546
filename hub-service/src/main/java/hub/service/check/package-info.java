/// Asks the live tools of a site whether they are what its configuration takes them for.
@NullMarked
package hub.service.check;

import org.jspecify.annotations.NullMarked;
