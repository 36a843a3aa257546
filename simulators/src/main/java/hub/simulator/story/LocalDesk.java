package hub.simulator.story;

/// Rikke at a region's own service desk, which has nothing but mail.
final class LocalDesk {

  static final String ADDRESS = "servicedesk@region-eksempel.example";
  private static final String HUB = "nsp@hub.example";

  private final MailProgram mail;

  LocalDesk(MailProgram mail) {
    this.mail = mail;
  }

  /// Reports under the desk's own number.
  void report(String number, String title, String text) {
    mail.send(ADDRESS, HUB, number + " " + title, text);
  }

  /// Whether a mail has come that says all of this.
  boolean isTold(String number, String words) {
    return mail.inbox(ADDRESS).stream()
        .anyMatch(text -> text.contains(number) && text.contains(words));
  }
}
