package hub.connector.mail;

import java.util.Set;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/// Keeps strangers' headers out of the route. Camel's mail consumer obeys `delete`, `moveTo` and
/// `copyTo`, and its producer takes `mail.smtp.…` for settings, whoever wrote them.
///
/// The hub reads headers from the mail itself, so none is needed on the exchange.
public final class MailHeaders extends DefaultHeaderFilterStrategy {

  public MailHeaders() {
    setLowerCase(true);
    setInFilterPattern(".*");
    setInFilter(Set.of("delete", "moveto", "copyto"));
    setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
  }
}
