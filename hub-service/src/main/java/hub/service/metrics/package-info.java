/// What the hub tells of itself in numbers, for Prometheus.
@NullMarked
package hub.service.metrics;

import org.jspecify.annotations.NullMarked;
