/// From a tool's payload to a canonical ticket and back (design D9). Mapping is data: jq and value
/// maps; this package applies them and says what it did.
@NullMarked
package hub.connector.mapping;

import org.jspecify.annotations.NullMarked;
