/// The hub's own interface for programs: what there is to see, what people may ask, and where tools
/// send their hints.
@NullMarked
package hub.service.rest;

import org.jspecify.annotations.NullMarked;
