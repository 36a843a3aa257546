@NullMarked
package hub.service.check;

import org.jspecify.annotations.NullMarked;
