package hub.connector.mail;

import jakarta.mail.PasswordAuthentication;
import org.apache.camel.component.mail.MailAuthenticator;

/// How the hub signs in at a mail server, so that no password stands in an address. Without a user
/// name it does not sign in at all.
public final class MailLogin extends MailAuthenticator {

  private String username = "";
  private String password = "";

  public void setUsername(String username) {
    this.username = username;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  @Override
  @SuppressWarnings(
      "NullAway") // The mail API takes none for "do not sign in", and does not say so.
  public PasswordAuthentication getPasswordAuthentication() {
    return username.isEmpty()
        ? new PasswordAuthentication(null, null)
        : new PasswordAuthentication(username, password);
  }
}
