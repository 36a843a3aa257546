package hub.connector.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a person wrote a mail. Only a person is ever answered.
enum MailNature {
  PERSON,
  /// An absence note or any other mail that a program wrote or sent to many.
  AUTOMATIC,
  /// A report of a mail server about a mail.
  REPORT,
  /// A mail of a hub, this one or another.
  HUB;

  /// The header that marks mails of a hub, with the name of the hub.
  static final String HUB_HEADER = "X-Incident-Hub";

  private static final Set<String> MASS = Set.of("bulk", "junk", "list", "auto_reply");
  private static final List<String> TELLTALES =
      List.of("x-autoreply", "x-autorespond", "x-autoresponder", "list-id", "list-unsubscribe");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(mailer-daemon|postmaster|no-?reply|do-?not-?reply|ikke-?svar|bounces?)([+.=-].*)?@.*");

  static MailNature of(Mail mail) {
    if (!mail.header(HUB_HEADER).isEmpty()) {
      return HUB;
    }
    if (mail.bounce() != null
        || mail.header("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/report")) {
      return REPORT;
    }
    return isAutomatic(mail) ? AUTOMATIC : PERSON;
  }

  private static boolean isAutomatic(Mail mail) {
    var submitted = mail.header("auto-submitted").strip().toLowerCase(Locale.ROOT);
    var suppress = mail.header("x-auto-response-suppress").toLowerCase(Locale.ROOT);
    return (!submitted.isEmpty() && !submitted.equals("no") && !submitted.startsWith("no;"))
        || mail.header("return-path").strip().equals("<>")
        || MASS.contains(mail.header("precedence").strip().toLowerCase(Locale.ROOT))
        || suppress.contains("oof")
        || suppress.contains("all")
        || TELLTALES.stream().anyMatch(name -> !mail.header(name).isEmpty())
        || PROGRAM.matcher(mail.from()).matches();
  }
}
