/// The door: what enters is redacted, measured and acknowledged by the log.
@NullMarked
package hub.engine.intake;

import org.jspecify.annotations.NullMarked;
