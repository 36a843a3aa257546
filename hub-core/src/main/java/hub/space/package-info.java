/// One space, one writer: an input in, events and changed state out (design D1, D2).
@NullMarked
package hub.space;

import org.jspecify.annotations.NullMarked;
