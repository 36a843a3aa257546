/// The configuration of a site, as records that check themselves (design D10).
@NullMarked
package hub.config;

import org.jspecify.annotations.NullMarked;
