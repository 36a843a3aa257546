/// Traces of inputs, for whoever collects them.
@NullMarked
package hub.service.trace;

import org.jspecify.annotations.NullMarked;
