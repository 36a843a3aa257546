/// What may be kept for ever, and what must be forgotten: redaction and keys (design D12).
@NullMarked
package hub.engine.privacy;

import org.jspecify.annotations.NullMarked;
