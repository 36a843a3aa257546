/// One HTTP call to a tool: what must be true before it, and what its answer means.
@NullMarked
package hub.connector.http;

import org.jspecify.annotations.NullMarked;
