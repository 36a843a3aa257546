package hub.service.search;

import hub.incident.GateBreach;
import hub.incident.Notice;
import java.util.List;

/// The process around one incident.
///
/// @param notices due, sent and refused, the first comes first
/// @param breaches what went past gates, overridden or not
public record ProcessDetail(
    List<ContactView> contacts, List<Notice> notices, List<GateBreach> breaches) {

  public ProcessDetail {
    contacts = List.copyOf(contacts);
    notices = List.copyOf(notices);
    breaches = List.copyOf(breaches);
  }
}
