/// Webhooks are hints: who may give one, and which ticket it is about. The ticket is read again.
@NullMarked
package hub.connector.webhook;

import org.jspecify.annotations.NullMarked;
