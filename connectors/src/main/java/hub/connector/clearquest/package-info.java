/// Speaks OSLC CM 2.0 with a ClearQuest server: discovery, queries, records, actions and errors.
@NullMarked
package hub.connector.clearquest;

import org.jspecify.annotations.NullMarked;
