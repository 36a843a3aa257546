/// Jira Data Center by its REST API v2 and Jira Cloud by v3: what to send, and what their answers
/// mean. The requests themselves stand in the Kamelets.
@NullMarked
package hub.connector.jira;

import org.jspecify.annotations.NullMarked;
