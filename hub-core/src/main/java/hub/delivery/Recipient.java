package hub.delivery;

import hub.ticket.Role;

/// For whom a notice is: never an address, which is looked up when the notice is sent (design D12).
public sealed interface Recipient {

  /// Whoever has the role then.
  record RoleHolder(Role role) implements Recipient {}

  /// A distribution list of the site, by its name.
  record DistributionList(String list) implements Recipient {}
}
