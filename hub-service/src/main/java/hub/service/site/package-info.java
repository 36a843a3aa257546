/// A site's directory: its configuration, routes and mapping tests, read and checked (design D10).
@NullMarked
package hub.service.site;

import org.jspecify.annotations.NullMarked;
