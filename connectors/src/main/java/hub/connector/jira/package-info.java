/// Jira Data Center by its REST API v2: what to send, and what its answers mean. The requests
/// themselves stand in the Kamelets.
@NullMarked
package hub.connector.jira;

import org.jspecify.annotations.NullMarked;
