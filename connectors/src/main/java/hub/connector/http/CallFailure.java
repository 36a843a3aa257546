package hub.connector.http;

import hub.connector.mapping.MappingProblem;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/// What an exception says about a step: above all, whether a write may have reached the tool.
public final class CallFailure {

  private static final List<Class<? extends Exception>> BEFORE_SENDING =
      List.of(
          ConnectException.class,
          ConnectTimeoutException.class,
          UnknownHostException.class,
          NoRouteToHostException.class,
          SSLHandshakeException.class,
          ConnectionRequestTimeoutException.class);

  /// Named so that nothing but routes needs the library of the breaker.
  private static final String BREAKER_OPEN = "CallNotPermittedException";

  private CallFailure() {}

  /// The answer that stands for the exception.
  ///
  /// @param isWrite whether the last request could change something
  public static DeliveryAnswer of(Throwable failure, boolean isWrite) {
    var chain = chain(failure);
    for (var cause : chain) {
      if (cause instanceof ToolTrouble trouble) {
        return trouble.answer();
      }
      if (cause instanceof MappingProblem problem) {
        return new FieldsRefused(Map.of(), String.valueOf(problem.getMessage()));
      }
      if (cause.getClass().getSimpleName().equals(BREAKER_OPEN)) {
        return new NotNow(Trouble.DEAD, "not asked: the last requests found it dead", null);
      }
      if (BEFORE_SENDING.stream().anyMatch(type -> type.isInstance(cause))) {
        return new NotNow(Trouble.DEAD, "not reached: " + name(cause), null);
      }
    }
    for (var cause : chain) {
      if (cause instanceof OneAttemptHttp.AnswerTooLong tooLong) {
        return HttpVerdict.unanswered(String.valueOf(tooLong.getMessage()), isWrite);
      }
      if (cause instanceof IOException) {
        return HttpVerdict.unanswered("no answer: " + name(cause), isWrite);
      }
    }
    var cause = "the connector failed: " + name(chain.getLast());
    return isWrite ? new Lost(cause) : new FieldsRefused(Map.of(), cause);
  }

  /// Whether the exception is neither a tool's nor a network's, so that its trace is worth a log
  /// line.
  public static boolean isBug(Throwable failure) {
    return chain(failure).stream()
        .noneMatch(cause ->
            cause instanceof ToolTrouble
                || cause instanceof MappingProblem
                || cause instanceof IOException
                || cause.getClass().getSimpleName().equals(BREAKER_OPEN));
  }

  private static String name(Throwable cause) {
    return cause.getClass().getSimpleName();
  }

  private static List<Throwable> chain(Throwable failure) {
    var chain = new ArrayList<Throwable>();
    for (Throwable cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }
}
