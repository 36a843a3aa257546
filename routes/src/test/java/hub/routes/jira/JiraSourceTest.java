package hub.routes.jira;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.webhook.Hint;
import hub.routes.Await;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Seen;
import hub.routes.RunningRoutes;
import hub.routes.contract.SimulatedTool;
import hub.ticket.Ticket.Presence;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What only Jira's sources do: hints, long lists of comments, issues that cannot be mapped.
class JiraSourceTest {

  private final ConnectedJira jira = new ConnectedJira();
  private SimulatedTool simulated;
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    simulated = SimulatedTool.start("jira-ops");
    routes = RunningRoutes.of(Map.of("jira-ops", jira.config()));
  }

  @AfterEach
  void stop() {
    routes.close();
    simulated.close();
  }

  @Test
  void a_hint_makes_the_issue_be_read_again() {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");

    routes.send("seda:hint-jira-ops", new Hint(id, false));

    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    assertThat(routes.hub().seen(id).getFirst().ticket().key()).startsWith("DRIFT-");
  }

  @Test
  void a_hint_that_an_issue_was_deleted_is_checked() {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    routes.send("seda:hint-jira-ops", new Hint(id, true));
    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    var key = routes.hub().seen(id).getFirst().ticket().key();

    simulated.remove(key);
    routes.send("seda:hint-jira-ops", new Hint(id, true));

    Await.until("it is seen again", () -> routes.hub().seen(id).size() == 2);
    assertThat(routes.hub().seen(id))
        .extracting(seen -> seen.ticket().presence())
        .containsExactly(Presence.PRESENT, Presence.DELETED);
  }

  @Test
  void a_hint_that_cannot_be_followed_does_not_stop_the_next() {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");

    routes.send("seda:hint-jira-ops", new Hint("../../secret", false));
    routes.send("seda:hint-jira-ops", new Hint(id, false));

    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
  }

  @Test
  void all_comments_are_read() {
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    for (var i = 0; i < 120; i++) {
      ConnectedJira.person(simulated.url())
          .post("/rest/api/2/issue/" + id + "/comment", "{\"body\":\"comment " + i + "\"}");
    }

    routes.withSource("jira-source", properties());

    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    var ticket = routes.hub().seen(id).getFirst().ticket();
    assertThat(ticket.commentsRead()).isTrue();
    assertThat(ticket.comments()).hasSize(120);
  }

  @Test
  void an_issue_that_cannot_be_mapped_is_refused_once_and_holds_up_nobody() {
    var bad = jira.createByHand(simulated.url(), "NSP00000001");
    var moved =
        ConnectedJira.person(simulated.url())
            .put(
                "/rest/api/2/issue/" + bad,
                "{\"fields\":{\"customfield_10302\":{\"value\":\"No\"}}}");
    assertThat(moved.status()).isEqualTo(204);
    var good = jira.createByHand(simulated.url(), "NSP00000002");
    var config = jira.config();
    var values = new HashMap<>(config.values());
    values.put(
        hub.ticket.Field.USER_IMPACT,
        new hub.config.ValueMap(Map.of("yes", "Yes"), Map.of(), Map.of()));
    routes.close();
    routes =
        RunningRoutes.of(
            Map.of(
                "jira-ops",
                new hub.config.SystemConfig(
                    config.kind(),
                    config.role(),
                    config.mode(),
                    config.connection(),
                    config.in(),
                    config.out(),
                    values,
                    config.texts(),
                    config.writes(),
                    config.opens(),
                    config.atMost(),
                    config.settle())));

    routes.withSource("jira-source", properties());

    Await.until("the good one is seen", () -> !routes.hub().seen(good).isEmpty());
    assertThat(routes.hub().all(Refused.class))
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.refusal().ticket()).isEqualTo(bad);
          assertThat(refused.refusal().cause())
              .contains("userImpact \"No\" is not in the value map, which has [Yes]");
        });
    assertThat(routes.hub().all(Seen.class)).hasSize(1);
  }

  private Map<String, String> properties() {
    var properties = new HashMap<>(jira.connection(simulated.url()));
    properties.put("system", "jira-ops");
    properties.put("pollInterval", "50ms");
    properties.remove("project");
    properties.remove("issueType");
    return properties;
  }
}
