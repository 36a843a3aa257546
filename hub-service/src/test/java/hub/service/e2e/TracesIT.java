package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import hub.service.e2e.CollectedSpans.Span;
import hub.service.leak.Secrets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a collector of traces is told of one change, from the webhook to the write.
class TracesIT {

  private static final String TITLE = "Blodprøver forsvinder sporløst";

  @Test
  void one_trace_goes_from_the_webhook_over_the_decision_to_the_write_and_its_outcome(
      @TempDir Path data) {
    try (var collected = CollectedSpans.start();
        var platform = Platform.prepare(data)) {
      platform.hub.withEnvironment(collected.environment());
      platform.hub.start().awaitReady();
      var linked = platform.linkedIncident(TITLE, "P3");
      var incident = platform.incidentOf(JIRA, linked.issue());

      platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));

      soon(
          "a write to ClearQuest follows from a webhook of Jira, and its outcome from the write",
          () ->
              assertThat(collected.all())
                  .filteredOn(span -> isOutcome(span, CLEARQUEST))
                  .anySatisfy(span -> {
                    var way = collected.way(span);
                    assertThat(way)
                        .extracting(Span::name)
                        .containsExactly("take in", "write", "decide", "take in", "hint");
                    assertThat(way).extracting(Span::trace).containsOnly(span.trace());
                    assertThat(way.get(1).attributes())
                        .containsEntry("hub.system", CLEARQUEST)
                        .containsEntry("hub.incident", incident)
                        .containsEntry("hub.outcome", "Delivered")
                        .containsKey("hub.command");
                    assertThat(way.get(2).attributes())
                        .containsEntry("hub.incidents", incident)
                        .containsEntry("hub.input", way.get(3).attributes().get("hub.input"));
                    assertThat(way.getLast().attributes()).containsEntry("hub.system", JIRA);
                  }));
      assertThat(collected.all())
          .extracting(Span::name)
          .containsOnly("hint", "take in", "decide", "write");
      assertThat(collected.raw())
          .contains("incident-hub")
          .doesNotContain(TITLE, "sporløst", linked.issue(), linked.record(), Secrets.TOOLS);
    }
  }

  private static boolean isOutcome(Span span, String system) {
    return span.name().equals("take in")
        && system.equals(span.attributes().get("hub.system"))
        && "OutcomeReported".equals(span.attributes().get("hub.kind"));
  }
}
