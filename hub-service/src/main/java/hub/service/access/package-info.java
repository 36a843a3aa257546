/// Who may use the hub, and what for: roles, the file of users, login and tokens.
@NullMarked
package hub.service.access;

import org.jspecify.annotations.NullMarked;
