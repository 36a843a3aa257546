/// The little HTTP the simulators speak: calls, replies, routes, and the one server for all.
@NullMarked
package hub.simulator.http;

import org.jspecify.annotations.NullMarked;
