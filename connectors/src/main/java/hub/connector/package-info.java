/// What routes and connectors ask of the hub, and what they hand to it. The service provides it.
@NullMarked
package hub.connector;

import org.jspecify.annotations.NullMarked;
