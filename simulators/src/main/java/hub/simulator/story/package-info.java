/// What people do in the tools while the demo is watched.
@NullMarked
package hub.simulator.story;

import org.jspecify.annotations.NullMarked;
