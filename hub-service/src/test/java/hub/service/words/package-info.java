@NullMarked
package hub.service.words;

import org.jspecify.annotations.NullMarked;
