/// Questions to the past that change nothing: what another configuration would have decided, and
/// which payloads a repaired mapping reads otherwise.
@NullMarked
package hub.service.history;

import org.jspecify.annotations.NullMarked;
