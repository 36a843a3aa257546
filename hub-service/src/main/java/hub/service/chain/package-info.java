/// Proof for people outside: heads of the chain that leave the hub, the check of the log against
/// them, and incidents as bundles that stand for themselves.
@NullMarked
package hub.service.chain;

import org.jspecify.annotations.NullMarked;
