/// A stand-in for Jira Data Center: issues, workflow, search, webhooks and the REST v2 interface.
@NullMarked
package hub.simulator.jira;

import org.jspecify.annotations.NullMarked;
