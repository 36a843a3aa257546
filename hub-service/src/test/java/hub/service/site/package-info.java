@NullMarked
package hub.service.site;

import org.jspecify.annotations.NullMarked;
