/// What no log of the whole test run may hold.
@NullMarked
package hub.service.leak;

import org.jspecify.annotations.NullMarked;
