/// Desired state minus shadow: what is to be written where (design D5).
@NullMarked
package hub.reconciliation;

import org.jspecify.annotations.NullMarked;
