/// What keeps the house as the documents describe it: who may know whom, and how the sources look.
@NullMarked
package hub.house;

import org.jspecify.annotations.NullMarked;
