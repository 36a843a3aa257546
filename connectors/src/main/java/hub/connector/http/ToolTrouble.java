package hub.connector.http;

import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import java.util.Map;

/// Ends a step early: a translator has seen that the tool's answer decides it.
public final class ToolTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DeliveryAnswer answer;

  public ToolTrouble(DeliveryAnswer answer) {
    super(cause(answer), null, false, false);
    this.answer = answer;
  }

  /// The tool answered a read with something that cannot be understood.
  public static ToolTrouble unreadable(String cause) {
    return new ToolTrouble(new NotNow(Trouble.DEAD, cause, null));
  }

  /// The request cannot be made as configured, or the tool will never take it.
  public static ToolTrouble refused(String cause) {
    return new ToolTrouble(new FieldsRefused(Map.of(), cause));
  }

  /// What the step has come to.
  public DeliveryAnswer answer() {
    return answer;
  }

  /// The cause within an answer, in words.
  public static String cause(DeliveryAnswer answer) {
    return switch (answer) {
      case NotNow(_, var cause, _) -> cause;
      case Lost(var cause) -> cause;
      case FieldsRefused(_, var cause) -> cause;
      case DeliveryAnswer.ChangedMeanwhile(var cause) -> cause;
      case DeliveryAnswer.Gone(var presence) -> "the ticket is " + presence;
      case DeliveryAnswer.Found _,
          DeliveryAnswer.Was _,
          DeliveryAnswer.Accepted _,
          DeliveryAnswer.Moved _,
          DeliveryAnswer.Sent _ ->
          "answered";
    };
  }
}
