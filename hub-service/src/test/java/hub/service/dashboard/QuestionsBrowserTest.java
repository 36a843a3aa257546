package hub.service.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import hub.service.search.DeadLetterView;
import hub.service.search.IncidentQuery;
import hub.ticket.Field;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What operations ask in the middle of the night, each answered within two clicks from the start
/// page. One hub answers all of it, in any order.
@QuarkusTest
@TestProfile(QuestionsProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class QuestionsBrowserTest {

  private static final int MOST_CLICKS = 2;
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
  private static final String TITLE = "Blood samples go astray";

  @Inject MemoryHub hub;

  @TestHTTPResource("/")
  URI base;

  private Chromium chromium;
  private Page page;
  private int clicks;
  private String incident;

  @BeforeAll
  void open() {
    // A busy machine paints late.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    chromium = Chromium.start();
    page = chromium.open(base.toString(), 1360, 860, ColorScheme.LIGHT);
    tell();
    start();
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void which_tickets_are_not_in_sync_and_why() {
    start();
    click(page.locator("#not-in-sync a").last());

    var row = page.locator(".list tbody tr", new Page.LocatorOptions().setHasText(TITLE));
    assertThat(row).containsText("Catching up");
    assertThat(row).containsText("in clearquest: Connection refused");
  }

  @Test
  void what_the_hub_wrote_to_jira_yesterday_and_on_whose_behalf() throws Exception {
    // Noon of the day after.
    var today = hub.logTime().atZone(ZONE).toLocalDate();
    hub.at(today.plusDays(1).atTime(12, 0).atZone(ZONE).toInstant());
    start();
    click(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit")));
    click(page.locator(".wrote li").first().getByText("jira-ops"));

    assertThat(page).hasURL(base + "audit?system=jira-ops&deed=WROTE&day=" + today);
    var row = page.locator(".audit tbody tr", new Page.LocatorOptions().setHasText(incident));
    assertThat(row.first()).containsText("The hub");
    assertThat(row.last()).containsText("create a ticket in jira-ops");
    assertThat(row.last()).containsText("Mette Holm in clearquest");
    assertThat(row.last()).containsText("Received as P3 in");

    var file = page.waitForDownload(() -> page.getByText("Load as CSV").click());
    assertThat(file.suggestedFilename()).isEqualTo("audit.csv");
    assertThat(Files.readString(file.path(), StandardCharsets.UTF_8))
        .startsWith("\uFEFF\"When\",")
        .contains("\"Mette Holm in clearquest\"");
    assertThat(Chromium.violations(page)).isEmpty();
    hub.at(null);
  }

  @Test
  void why_the_priority_is_P1() {
    start();
    page.locator("#find").fill(TITLE);
    page.keyboard().press("Enter");
    clicks++;
    click(page.locator(".list tbody .name a").first());

    assertThat(page.locator(".head .priority").first()).hasText("P1");
    var reason = page.locator("#priority-reason");
    assertThat(reason).containsText("Why P1?");
    assertThat(reason).containsText("Raised from P3 to P1 in DRIFT-");
    assertThat(reason).containsText("by Jens Ops");
    assertThat(reason).containsText("The latest change by a person counts");
    assertThat(page.locator("svg.graph"))
        .hasAttribute("aria-label", java.util.regex.Pattern.compile(incident + " has the tickets"));
    assertThat(page.locator("svg.graph rect")).hasCount(2);
  }

  @Test
  void what_is_waiting_for_whom() {
    start();
    click(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Contacts")));

    var contact = page.locator(".contact", new Page.LocatorOptions().setHasText(TITLE)).first();
    assertThat(contact).containsText("Clock is running");
    assertThat(contact).containsText("is reminded at");
  }

  @Test
  void whether_clearquest_is_slow_or_the_hub_is() {
    for (var i = 0; i < 20; i++) {
      hub.times().answered("clearquest", Duration.ofMillis(i < 18 ? 900 : 8_000), false, 41);
      hub.times().answered("jira-ops", Duration.ofMillis(200), i % 4 == 0, null);
    }
    start();
    click(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Systems")));

    var verdict = page.locator("#verdict");
    assertThat(verdict).containsText("clearquest answers slowly: 95 of 100 within 8 s");
    assertThat(verdict).containsText("jira-ops fails 25 % of its answers");
    assertThat(verdict).not().containsText("The hub is behind");
    var card = page.locator("#system-clearquest");
    assertThat(card).containsText("41 more requests");
    assertThat(card.locator("svg.chart").first())
        .hasAttribute("aria-label", java.util.regex.Pattern.compile("half within 0.9 s"));
    assertThat(card.locator("svg.chart")).hasCount(2);

    hub.behind(250);
    page.reload();
    assertThat(verdict).containsText("The hub is behind: 250 inputs wait to be decided");
    hub.behind(0);
    assertThat(Chromium.violations(page)).isEmpty();
  }

  @Test
  void what_will_happen_to_a_dead_letter_and_several_are_tried_again_at_once() {
    start();
    click(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Dead letters")));

    var letter = page.locator("#letter-input-0-1");
    assertThat(letter).containsText("If nobody acts: The hub goes on without it");
    assertThat(letter).containsText("is taken with the next change of the ticket");
    assertThat(letter).containsText("The ticket is read anew from jira-ops");
    assertThat(page.locator("#letter-input-0-2")).containsText("Cannot help here");
    assertThat(page.locator("#pick-input-0-2")).hasCount(0);
    assertThat(Chromium.violations(page)).isEmpty();

    page.locator("#pick-input-0-1").check();
    page.locator("#pick-input-0-3").check();
    page.getByText("Try the chosen ones again").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Try 2 dead letters again?");
    assertThat(Chromium.violations(page)).isEmpty();
    assertThat(hub.waiting()).hasSize(3);
    hub.forget("input-0-3");
    page.getByText("Try them again").click();
    if (page.locator("#actor-name").count() > 0) {
      page.locator("#actor-name").fill("Anna Nordahl");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on")).click();
    }

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Asked to try 1 of 2 again");
    assertThat(page.locator(".results li").first()).containsText("Asked");
    assertThat(page.locator(".results li").last())
        .containsText("There is no dead letter with this id");
    assertThat(Chromium.violations(page)).isEmpty();
    assertThat(hub.waiting()).extracting(DeadLetterView::id).containsExactly("input-0-2");
  }

  @Test
  void a_long_list_is_on_the_page_one_page_at_a_time_and_in_the_file_whole() throws Exception {
    var total = hub.readSide().incidents().find(IncidentQuery.EVERYTHING).total();
    assertThat(total).isGreaterThan(30);
    page.navigate("/incidents?closed=yes");
    assertThat(page.locator(".list tbody tr")).hasCount(25);
    page.getByText("Next", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page).hasURL(java.util.regex.Pattern.compile("page=1"));
    assertThat(page.locator(".list tbody tr")).hasCount(Math.min(25, total - 25));

    var file = page.waitForDownload(() -> page.getByText("Load as CSV").click());
    assertThat(Files.readString(file.path(), StandardCharsets.UTF_8).lines())
        .hasSize(total + 1)
        .anyMatch(line -> line.contains("\"'=cmd|' /C calc'!A0 27\""));
  }

  private void start() {
    page.navigate("/?lang=en");
    clicks = 0;
  }

  private void click(Locator target) {
    target.click();
    clicks++;
    assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
  }

  private void tell() {
    hub.catchUp();
    for (var number = 0; number < 30; number++) {
      hub.file("clearquest", "Mette Holm", Map.of(Field.TITLE, "=cmd|' /C calc'!A0 " + number));
    }
    hub.file(
        "clearquest",
        "Mette Holm",
        Map.of(Field.TITLE, TITLE, Field.ASSIGNEE, "OPERATIONS_SUPPLIER", Field.PRIORITY, "P3"));
    var found = new IncidentQuery(TITLE, Set.of(), Set.of(), Set.of(), null, true, 0, 1);
    var tickets = hub.awaitIncident(found).tickets();
    incident = hub.awaitIncident(found).id().toString();
    hub.switchOff("clearquest", "Connection refused");
    hub.edit(tickets.getLast().key(), "Jens Ops", Field.PRIORITY, "P1");
    hub.add(letter("input-0-1", "jira-ops:DRIFT-77", true, true));
    hub.add(letter("input-0-2", null, false, false));
    hub.add(letter("input-0-3", null, true, false));
  }

  private static DeadLetterView letter(
      String id, String ticket, boolean canRetry, boolean isReadAgain) {
    return new DeadLetterView(
        id,
        Instant.now().minus(Duration.ofMinutes(42)),
        "hub.inputs",
        "hub.input.TicketObserved",
        "jira-ops",
        ticket,
        "priority “Urgent” is not in the value map of jira-ops",
        "map it under systems.jira-ops.values.priority in hub.yaml, then try again",
        canRetry,
        isReadAgain,
        null,
        null,
        null);
  }
}
