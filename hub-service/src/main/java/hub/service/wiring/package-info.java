/// How the parts become one running hub: broker, engine, routes, and the order they start and stop
/// in (design D3).
@NullMarked
package hub.service.wiring;

import org.jspecify.annotations.NullMarked;
