package hub.connector.mail;

import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/// What an exception of the mail library says. Its messages hold addresses, so they are never
/// passed on.
final class MailTrouble {

  private static final Duration GREYLISTING = Duration.ofMinutes(1);

  private static final List<Class<? extends Exception>> BEFORE_SENDING =
      List.of(
          ConnectException.class,
          UnknownHostException.class,
          NoRouteToHostException.class,
          SSLHandshakeException.class,
          MailConnectException.class,
          SocketConnectException.class);

  private static final List<Class<? extends Exception>> AWAY =
      List.of(
          FolderClosedException.class,
          StoreClosedException.class,
          ConnectionException.class,
          SocketException.class,
          SocketTimeoutException.class);

  private MailTrouble() {}

  /// What came of handing a mail over.
  static DeliveryAnswer ofSending(Throwable failure) {
    if (isRefusedLogin(failure)) {
      return new NotNow(
          Trouble.CREDENTIALS_REFUSED, "the mail server refuses the credentials", null);
    }
    var code = code(failure);
    if (code.isPresent()) {
      var cause = "the mail server answered " + code.getAsInt();
      return code.getAsInt() >= 500
          ? new FieldsRefused(Map.of(), cause)
          : new NotNow(Trouble.DEAD, cause, GREYLISTING);
    }
    if (isAnyOf(failure, BEFORE_SENDING)) {
      return new NotNow(Trouble.DEAD, "not reached: " + name(failure), null);
    }
    return new Lost("no answer of the mail server: " + name(failure));
  }

  /// Whether the mail server went away, as against a mail that cannot be read.
  static boolean isServers(Throwable failure) {
    return isAnyOf(failure, AWAY);
  }

  static boolean isRefusedLogin(Throwable failure) {
    return isAnyOf(failure, List.of(AuthenticationFailedException.class));
  }

  /// The last word of the server, if it gave one.
  private static OptionalInt code(Throwable failure) {
    for (var cause : chain(failure)) {
      var code =
          switch (cause) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code >= 400) {
        return OptionalInt.of(code);
      }
    }
    return OptionalInt.empty();
  }

  static boolean isAnyOf(Throwable failure, List<Class<? extends Exception>> types) {
    return chain(failure).stream()
        .anyMatch(cause -> types.stream().anyMatch(type -> type.isInstance(cause)));
  }

  static String name(Throwable failure) {
    return chain(failure).getLast().getClass().getSimpleName();
  }

  /// Causes, and what the mail library has besides them.
  private static List<Throwable> chain(Throwable failure) {
    var chain = new ArrayList<Throwable>();
    var open = new ArrayDeque<Throwable>();
    open.add(failure);
    while (!open.isEmpty() && chain.size() < 30) {
      var next = open.removeFirst();
      if (chain.contains(next)) {
        continue;
      }
      chain.add(next);
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      if (next instanceof MessagingException mail && mail.getNextException() != null) {
        open.add(mail.getNextException());
      }
    }
    return chain;
  }
}
