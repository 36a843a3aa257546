package hub.service.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import hub.service.search.DeadLetterView;
import hub.ticket.Field;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// One story, looked at as it happens: the tests build on each other.
@QuarkusTest
@TestProfile(DashboardProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class DashboardBrowserTest {

  private static final String HOSTILE =
      "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}} \"'><b>bold</b>";

  @Inject MemoryHub hub;

  @TestHTTPResource("/")
  URI base;

  private Chromium chromium;
  private Page page;

  @BeforeAll
  void open() {
    // A busy machine paints late.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    chromium = Chromium.start();
    page = desktop(ColorScheme.LIGHT);
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  @Order(1)
  void with_nothing_wrong_the_first_screen_says_that_everything_is_in_sync() {
    tellQuietDay();
    page.navigate("/");

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Everything is in sync");
    assertThat(page.locator("#live-state")).hasAttribute("data-state", "live");
    picture("01-in-sync");
  }

  @Test
  @Order(2)
  void a_tool_that_dies_appears_by_itself_with_its_cause() {
    page.navigate("/");
    hub.switchOff("clearquest", "Connection refused: the tool did not answer for 30 s");
    hub.after(Duration.ofSeconds(5)).edit("DRIFT-2", "Jens Ops", Field.PRIORITY, "P1");
    hub.reachEverybody();

    var matter = page.locator("#matter-system_clearquest_SYSTEM_DEAD");
    assertThat(matter).containsText("Does not answer");
    assertThat(matter).containsText("clearquest");
    assertThat(matter).containsText("Connection refused");
    assertThat(page.locator("#attention-count")).hasText("1");
    picture("02-dead");

    page.navigate("/systems");
    var card = page.locator("#system-clearquest");
    assertThat(card).containsText("Does not answer");
    assertThat(card).containsText("Set priority to P1 on NSP00000001 in clearquest for I-1");
    assertThat(page.locator("#system-jira-ops")).containsText("Working");
    picture("03-systems");
  }

  @Test
  @Order(3)
  void the_incident_shows_what_differs_and_why() {
    page.navigate("/incidents/I-1");

    var priority = page.locator(".compare tr.differs");
    assertThat(priority).hasCount(1);
    assertThat(priority).containsText("Priority");
    assertThat(priority.locator(".differing")).containsText("should say “P1”");
    assertThat(page.locator(".waiting")).containsText("Set priority to P1");
    assertThat(page.locator(".compare a.ticket").nth(1))
        .hasAttribute("href", "http://localhost:8090/tickets/jira-ops/DRIFT-2");
    picture("04-incident");
  }

  @Test
  @Order(4)
  void when_the_tool_is_back_the_row_goes_and_the_tickets_agree() {
    page.navigate("/");
    assertThat(page.locator(".matter")).hasCount(1);
    hub.switchOn("clearquest");

    assertThat(page.locator(".matter")).hasCount(0);
    page.navigate("/incidents/I-1");
    assertThat(page.locator(".compare tr.differs")).hasCount(0);
    assertThat(page.locator(".head .pill.good")).containsText("In sync");
  }

  @Test
  @Order(5)
  void an_action_asks_for_a_name_once_and_the_story_tells_who_asked() {
    page.navigate("/systems");
    page.locator("#pause-jira-ops").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Who are you?");
    page.getByLabel("Your name").fill("Anna Nordahl");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on")).click();

    assertThat(page.locator(".notice")).containsText("Asked to pause");
    assertThat(page.locator("#system-jira-ops")).containsText("Paused by Anna Nordahl");
    assertThat(page.locator(".who")).containsText("Anna Nordahl");

    page.locator("#resume-jira-ops").click();
    assertThat(page.locator("#system-jira-ops")).containsText("Working");
  }

  @Test
  @Order(6)
  void a_conflict_is_settled_by_choosing_a_value() {
    hub.editBoth("DRIFT-4", "NSP00000003", Field.PRIORITY, "P2", "P4");
    page.navigate("/");

    var matter = page.locator(".matter.warn");
    assertThat(matter).containsText("Conflict");
    picture("05-conflict");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use “P4”")).click();

    assertThat(page.locator(".matter")).hasCount(0);
    page.navigate("/incidents/I-2");
    assertThat(page.locator(".story").first())
        .containsText("Anna Nordahl settled the conflict over the priority: P4");
    assertThat(page.locator(".compare tr.differs")).hasCount(0);
  }

  @Test
  @Order(7)
  void a_refused_value_is_parked_shown_and_tried_again_on_request() {
    hub.refuse("clearquest", Field.ROOT_CAUSE, "Restarted the gateway");
    hub.edit("DRIFT-2", "Jens Ops", Field.ROOT_CAUSE, "Restarted the gateway");
    page.navigate("/");

    var matter = page.locator(".matter.warn");
    assertThat(matter).containsText("Value refused: root cause");
    assertThat(matter).containsText("The tool does not accept this value");
    matter.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator(".notice")).containsText("Asked to try again");
    page.navigate("/incidents/I-1");
    assertThat(page.locator(".compare tr.differs")).containsText("Refused");
    picture("06-parked");
  }

  @Test
  @Order(8)
  void incidents_are_found_by_typing_and_by_filters_that_can_be_shared() {
    page.navigate("/incidents");
    page.locator("#words").fill("prescr");
    assertThat(page.locator(".list tbody tr")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("q=prescr"));
    page.locator("#words").fill("");
    page.getByLabel("P1").check();
    assertThat(page).hasURL(Pattern.compile("priority=P1"));
    assertThat(page.locator(".list tbody tr")).hasCount(1);

    var shared = desktop(ColorScheme.LIGHT);
    shared.navigate(page.url());
    assertThat(shared.locator(".list tbody tr")).hasCount(1);
    assertThat(shared.getByLabel("P1")).isChecked();
    shared.navigate("/incidents");
    picture("07-incidents", shared);
    shared.context().close();
  }

  @Test
  @Order(9)
  void hostile_text_stays_text() {
    hub.file("jira-ops", HOSTILE, Map.of(Field.TITLE, HOSTILE, Field.DESCRIPTION, HOSTILE));
    hub.add(letter());
    page.navigate("/incidents");
    assertThat(page.locator(".list")).containsText("<script>alert(2)</script>");
    page.getByText("onerror").first().click();
    assertThat(page.locator("h1")).containsText("<img src=x onerror=alert(1)>");
    assertThat(page.locator("main img, main b, main script").count()).isZero();
    page.navigate("/dead-letters/input-0-4711");
    assertThat(page.locator(".payload")).containsText("onerror");
    assertThat(page.locator("main img, main b, main script").count()).isZero();
    page.navigate("/incidents?q=" + "%22%3E%3Cscript%3Ealert(3)%3C/script%3E&sync=%3Cb%3E&page=-7");
    assertThat(page.locator("#words")).hasValue("\"><script>alert(3)</script>");
    page.navigate("/?asked=%3Cscript%3Ealert(4)%3C/script%3E");
    assertThat(page.locator(".notice")).hasCount(0);
  }

  @Test
  @Order(10)
  void a_dead_letter_shows_its_cause_and_is_tried_again() {
    page.navigate("/dead-letters");
    assertThat(page.locator(".matter")).containsText("Priority “Urgent” is not in the value map");
    picture("08-dead-letters");
    page.getByText("Show what came").click();
    assertThat(page.locator(".payload")).containsText("DRIFT-77");
    page.locator(".matter button").click();
    assertThat(page.locator(".matter")).containsText("by Anna Nordahl");
  }

  @Test
  @Order(11)
  void everything_can_be_done_with_the_keyboard() {
    page.navigate("/");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
    page.keyboard().press("/");
    assertThat(page.locator("#find")).isFocused();
    page.keyboard().type("drift-4");
    page.keyboard().press("Enter");
    assertThat(page.locator(".list tbody tr")).hasCount(1);
  }

  @Test
  @Order(12)
  void a_button_keeps_the_focus_while_the_page_changes_under_it() {
    page.navigate("/systems");
    page.locator("#pause-clearquest").focus();
    hub.comment("DRIFT-4", "Jens Ops", "Still looking");
    page.waitForFunction(
        "() => performance.getEntriesByType('resource')"
            + ".filter(entry => entry.name.endsWith('/systems')).length > 1");
    assertThat(page.locator("#pause-clearquest")).isFocused();
  }

  @Test
  @Order(13)
  void a_button_that_is_being_pressed_stays_until_it_is_let_go() {
    pressWhilePageIsAnswered("/systems", "#pause-jira-ops");

    assertThat(page.locator(".notice")).containsText("Asked to pause");
    page.locator("#resume-jira-ops").click();
    assertThat(page.locator("#system-jira-ops")).containsText("Working");
  }

  @Test
  @Order(14)
  void a_link_of_a_list_that_is_being_pressed_stays_until_it_is_let_go() {
    pressWhilePageIsAnswered("/incidents", ".list tbody tr:first-child .name a");

    assertThat(page).hasURL(Pattern.compile("/incidents/I-\\d+$"));
  }

  /// An open page asks for itself once as soon as it is live. That answer is held back until the
  /// mouse is down.
  private void pressWhilePageIsAnswered(String path, String pressed) {
    var asked = new CompletableFuture<Route>();
    page.route(
        "**" + path,
        route -> {
          var isPage = route.request().resourceType().equals("document");
          if (isPage || !asked.complete(route)) {
            route.resume();
          }
        });
    page.navigate(path);
    page.waitForCondition(asked::isDone);
    page.locator(pressed).hover();
    page.mouse().down();
    page.evaluate(
        """
        () => document.body.addEventListener('htmx:afterRequest', () => (window.isAnswered = true))
        """);
    asked.join().resume();
    page.waitForFunction("() => window.isAnswered");
    page.mouse().up();
    page.unroute("**" + path);
  }

  @Test
  @Order(15)
  void narrow_screens_never_scroll_sideways() {
    var phone = chromium.open(base.toString(), 360, 740, ColorScheme.DARK);
    for (var path :
        List.of(
            "/",
            "/systems",
            "/incidents",
            "/incidents/I-1",
            "/incidents/I-3",
            "/dead-letters",
            "/who")) {
      phone.navigate(path);
      var overflow =
          phone.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
      assertThat(((Number) overflow).intValue()).as(path).isLessThanOrEqualTo(0);
      picture("phone" + path.replace('/', '-'), phone);
    }
    phone.context().close();
  }

  @Test
  @Order(16)
  void dark_is_taken_from_the_machine_and_can_be_changed() {
    var dark = desktop(ColorScheme.DARK);
    dark.navigate("/incidents/I-1");
    assertThat(ground(dark)).isEqualTo("rgb(14, 20, 25)");
    picture("09-dark-incident", dark);
    dark.navigate("/");
    picture("10-dark-attention", dark);
    dark.locator("#theme").click();
    assertThat(ground(dark)).isEqualTo("rgb(243, 245, 246)");
    dark.reload();
    assertThat(ground(dark)).isEqualTo("rgb(243, 245, 246)");
    dark.context().close();
  }

  @Test
  @Order(99)
  void no_page_complained() {
    assertThat(chromium.complaints()).isEmpty();
  }

  private void tellQuietDay() {
    hub.file(
        "clearquest",
        "Mette Holm",
        Map.of(
            Field.TITLE, "Prescriptions cannot be opened in the medication card",
            Field.DESCRIPTION,
                "Two regions report that the card opens empty since this morning.\n"
                    + "Steps: open a patient, choose the medication card, wait. After about ten"
                    + " seconds an error is shown and the list stays empty. It is the same in"
                    + " Chrome and Edge, inside and outside the hospital network.",
            Field.ASSIGNEE, "OPERATIONS_SUPPLIER",
            Field.PRIORITY, "P2"));
    hub.after(Duration.ofHours(3));
    hub.file(
        "clearquest",
        "Mette Holm",
        Map.of(
            Field.TITLE, "Slow answers from the consent service",
            Field.ASSIGNEE, "OPERATIONS_SUPPLIER",
            Field.PRIORITY, "P3"));
    hub.after(Duration.ofHours(1))
        .comment("DRIFT-2", "Jens Ops", "The gateway has been restarted; watching it.");
    hub.reachEverybody();
    hub.catchUp();
  }

  private static DeadLetterView letter() {
    return new DeadLetterView(
        "input-0-4711",
        Instant.now().minus(Duration.ofMinutes(42)),
        "hub.inputs",
        "hub.input.TicketObserved",
        "jira-ops",
        "jira-ops:DRIFT-77",
        "priority “Urgent” is not in the value map of jira-ops",
        "map it under systems.jira-ops.values.priority in hub.yaml, then try again",
        true,
        true,
        "{\"key\":\"DRIFT-77\",\"summary\":\"" + HOSTILE.replace("\"", "\\\"") + "\"}",
        null,
        null);
  }

  private Page desktop(ColorScheme colours) {
    return chromium.open(base.toString(), 1360, 860, colours);
  }

  private static String ground(Page of) {
    return (String) of.evaluate("() => getComputedStyle(document.body).backgroundColor");
  }

  private void picture(String name) {
    picture(name, page);
  }

  /// Kept beside the test reports for people to look at.
  private static void picture(String name, Page of) {
    of.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setCaret(ScreenshotCaret.INITIAL)
            .setFullPage(true));
  }
}
