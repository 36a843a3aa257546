/// What the hub tells of itself, and what watches it.
@NullMarked
package hub.service.metrics;

import org.jspecify.annotations.NullMarked;
