/// The hub as an application: what it is made of and how it starts and stops.
@NullMarked
package hub.service;

import org.jspecify.annotations.NullMarked;
