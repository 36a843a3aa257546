/// What operations look at, and act on: pages that a server makes, kept alive by events.
@NullMarked
package hub.service.dashboard;

import org.jspecify.annotations.NullMarked;
