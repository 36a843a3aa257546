/// What people look at: read models folded from `hub.events`, disposable and rebuilt the same
/// (design D11).
@NullMarked
package hub.service.search;

import org.jspecify.annotations.NullMarked;
