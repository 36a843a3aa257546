/// Trust in the record: the events of a space are chained by hash, and heads of the chain are
/// signed and leave the log, so that who changes the log is found out.
@NullMarked
package hub.engine.chain;

import org.jspecify.annotations.NullMarked;
