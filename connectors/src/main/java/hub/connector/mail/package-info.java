/// Local desks that have nothing but mail (process.md step 3, R15.3, R16.1): from a mailbox to
/// tickets, and from commands to mails.
@NullMarked
package hub.connector.mail;

import org.jspecify.annotations.NullMarked;
