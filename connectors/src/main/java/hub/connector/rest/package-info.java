/// Any desk with a REST interface (`kind: http`): its requests, and what its answers mean, are jq
/// programs of a site's `hub.yaml` (design D8).
@NullMarked
package hub.connector.rest;

import org.jspecify.annotations.NullMarked;
