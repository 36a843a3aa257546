/// The page on which a person without an account acknowledges a contact.
@NullMarked
package hub.service.acknowledge;

import org.jspecify.annotations.NullMarked;
