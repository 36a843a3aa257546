/// Which incident a ticket belongs to (design §5).
@NullMarked
package hub.correlation;

import org.jspecify.annotations.NullMarked;
