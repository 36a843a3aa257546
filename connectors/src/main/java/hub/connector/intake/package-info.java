/// The two doors between routes and the hub: tickets in, commands out (design D8).
@NullMarked
package hub.connector.intake;

import org.jspecify.annotations.NullMarked;
