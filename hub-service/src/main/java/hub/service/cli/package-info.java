/// The commands of `./hub` that need no running hub. They start without Quarkus, so they are quick.
@NullMarked
package hub.service.cli;

import org.jspecify.annotations.NullMarked;
