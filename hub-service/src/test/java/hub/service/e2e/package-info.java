/// The packaged hub in a process of its own between simulated tools, touched by HTTP only.
@NullMarked
package hub.service.e2e;

import org.jspecify.annotations.NullMarked;
