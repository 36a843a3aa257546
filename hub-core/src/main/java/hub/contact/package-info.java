/// Who is to be contacted about a P1 or P2 at a moment, and why (process.md §5).
@NullMarked
package hub.contact;

import org.jspecify.annotations.NullMarked;
