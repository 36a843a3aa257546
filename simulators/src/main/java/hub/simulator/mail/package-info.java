/// The mail server of the demo.
@NullMarked
package hub.simulator.mail;

import org.jspecify.annotations.NullMarked;
