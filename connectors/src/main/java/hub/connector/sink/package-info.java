/// Walks the delivery protocol of the core within a Camel exchange (design D7). Decides nothing.
@NullMarked
package hub.connector.sink;

import org.jspecify.annotations.NullMarked;
