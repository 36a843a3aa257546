/// A Kafka broker inside the process, for sites that run none of their own.
@NullMarked
package hub.engine.broker;

import org.jspecify.annotations.NullMarked;
