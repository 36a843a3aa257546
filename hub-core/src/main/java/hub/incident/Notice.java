package hub.incident;

import hub.delivery.NoticeKind;
import hub.delivery.Recipient;
import hub.ticket.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notice that is due, or was sent.
///
/// @param id unique among all spaces; the command that sends it has the same
/// @param purpose what it is for, once in its incident, such as `stakeholders/P1`
/// @param system that sends it
/// @param end null while it is due
public record Notice(
    IncidentId incident,
    String id,
    String purpose,
    String system,
    NoticeKind kind,
    Recipient recipient,
    String template,
    Fields facts,
    Instant dueSince,
    @Nullable End end)
    implements Entry {

  /// What became of it.
  ///
  /// @param messageId empty if it was never sent
  /// @param recipients to how many addresses it went
  /// @param refusal why it cannot be sent; empty if it was
  public record End(String messageId, int recipients, String refusal, Instant at) {

    public boolean isSent() {
      return refusal.isEmpty();
    }
  }

  /// Where all lie that are due.
  static final String DUE = "notice-due/";

  static String duePrefix(IncidentId incident) {
    return DUE + Digits.twelve(incident.number()) + "/";
  }

  static String donePrefix(IncidentId incident) {
    return "notice/" + Digits.twelve(incident.number()) + "/";
  }

  @Override
  public String key() {
    return (end == null ? duePrefix(incident) : donePrefix(incident)) + id;
  }

  public boolean isDue() {
    return end == null;
  }

  Notice ended(@Nullable End how) {
    return new Notice(
        incident, id, purpose, system, kind, recipient, template, facts, dueSince, how);
  }

  Notice withFacts(Fields changed) {
    return new Notice(
        incident, id, purpose, system, kind, recipient, template, changed, dueSince, end);
  }

  Notice inIncident(IncidentId other) {
    return new Notice(other, id, purpose, system, kind, recipient, template, facts, dueSince, end);
  }
}
