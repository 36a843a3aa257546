package hub.engine.format;

import hub.incident.Input;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An input with its envelope, as it lies in `hub.inputs`.
///
/// @param id one for each acceptance; a tool that shows the same twice makes two
/// @param source what the tool sent; null if there was nothing, or too much to keep
public record ReceivedInput(
    String id,
    String space,
    Input input,
    Origin origin,
    Instant receivedAt,
    @Nullable SourcePayload source) {

  /// What the input is about, in one word.
  public static String subject(Input input) {
    return switch (input) {
      case Input.TicketObserved seen -> seen.ticket().ref().toString();
      case Input.OutcomeReported outcome -> outcome.command();
      case Input.PollCompleted poll -> poll.system();
      case Input.SystemChecked check -> check.system();
      case Input.NoticeAnswered answer -> answer.incident().toString();
      case Input.NoticeReturned report -> report.incident().toString();
      case Input.TimerDue timer -> timer.timer();
      case Input.ConfigurationOffered offer -> offer.hash();
      case Input.LinkRequested link -> link.incident().toString();
      case Input.UnlinkRequested unlink -> unlink.incident().toString();
      case Input.MergeRequested merge -> merge.one().toString();
      case Input.UnmergeRequested unmerge -> unmerge.incident().toString();
      case Input.KeepApartRequested apart -> apart.incident().toString();
      case Input.ValueChosen chosen -> chosen.incident().toString();
      case Input.RetryRequested retry -> retry.incident().toString();
      case Input.PauseRequested pause -> pause.system();
      case Input.ResumeRequested resume -> resume.system();
      case Input.EraseRequested erase -> erase.incident().toString();
      case Input.ContactAcknowledged acknowledged -> acknowledged.incident().toString();
      case Input.ContactWaived waived -> waived.incident().toString();
      case Input.GateOverrideRequested override -> override.incident().toString();
    };
  }

  /// When it happened by the tool's clock, if the tool said so.
  public @Nullable Instant claimedAt() {
    return input instanceof Input.TicketObserved seen && seen.ticket().lastChange() != null
        ? seen.ticket().lastChange().at()
        : null;
  }

  /// When the hub saw it by its own clock.
  public Instant observedAt() {
    return switch (input) {
      case Input.TicketObserved seen -> seen.reading().ended();
      case Input.OutcomeReported outcome -> outcome.reading().ended();
      case Input.PollCompleted poll -> poll.reading().ended();
      case Input.SystemChecked check -> check.at();
      case Input.NoticeAnswered _,
          Input.NoticeReturned _,
          Input.TimerDue _,
          Input.ConfigurationOffered _,
          Input.Request _ ->
          receivedAt;
    };
  }

  /// What an event says about it.
  public Cause cause(InputPosition position) {
    var actor = input instanceof Input.Request request ? request.actor() : origin.actor();
    return new Cause(position, origin.system(), actor);
  }
}
