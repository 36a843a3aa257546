package hub.service.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import hub.incident.IncidentId;
import hub.service.search.IncidentHistory;
import hub.service.search.Room;
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
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The process around incidents, as people see it: whom to contact, what was told to whom, what
/// waits for which release; in both languages. The tests build on each other.
@QuarkusTest
@TestProfile(ProcessPagesProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class ProcessPagesBrowserTest {

  private static final List<String> PAGES =
      List.of(
          "/",
          "/contacts",
          "/releases",
          "/incidents",
          "/incidents/I-1",
          "/incidents/I-1?step=2",
          "/systems",
          "/audit",
          "/dead-letters",
          "/who",
          "/incidents/I-99",
          "/dead-letters/none");

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
    page = chromium.open(base.toString(), 1360, 860, ColorScheme.LIGHT);
    tell();
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  @Order(1)
  void an_open_contact_shows_its_clock_who_was_told_and_what_comes_next() {
    page.navigate("/contacts");

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("2 contacts are open");
    // Overdue ones come first.
    assertThat(page.locator(".contact").first()).containsText("Overdue");
    assertThat(page.locator(".contact").first()).containsText("Contact reminder to");
    assertThat(page.locator(".contact").nth(1)).containsText("Clock is running");
    assertThat(page.locator(".contact").nth(1)).containsText("is reminded at");
    assertThat(page.locator(".contact").nth(1)).containsText("Sent");
    picture("20-contacts", page);
  }

  @Test
  @Order(2)
  void an_overdue_contact_is_in_attention_and_leads_to_its_page() {
    page.navigate("/");

    var matter = page.locator(".matter.bad");
    assertThat(matter).hasCount(1);
    assertThat(matter).containsText("Contact overdue");
    assertThat(matter).containsText("If nobody acts: The hub reminds the role");
    matter.getByText("Show the contact").click();
    assertThat(page).hasURL(Pattern.compile("/contacts#contact-\\d+"));
  }

  @Test
  @Order(3)
  void what_the_person_got_can_be_read_without_address_and_without_link() {
    page.navigate("/incidents/I-1");
    var notice = page.locator(".notices li").first();
    notice.locator("summary").click();

    assertThat(notice).containsText("Subject");
    assertThat(notice.locator(".subject")).containsText("P1");
    assertThat(notice.locator(".quote")).containsText("Prescriptions cannot be opened");
    assertThat(notice.locator(".quote")).containsText("(link)");
    assertThat(page.locator("main")).not().containsText("@");
    assertThat(page.locator("main")).not().containsText("/contact/");
  }

  @Test
  @Order(4)
  void the_story_in_short_tells_who_raised_it_who_was_told_and_who_acknowledged() {
    page.navigate("/incidents/I-1");

    var story = page.locator(".milestones");
    assertThat(story).containsText("Received as P3 in NSP00000001 in clearquest");
    assertThat(story).containsText("Raised from P3 to P1 in DRIFT-2 in jira-ops by Jens Ops");
    assertThat(story).containsText("\"Contact\" was sent to");
    assertThat(story).containsText("Nobody has acknowledged");
    picture("21-story", page);
  }

  @Test
  @Order(5)
  void somebody_notes_who_was_reached_and_the_clock_stops() {
    page.navigate("/contacts");
    var contact = page.locator(".contact").first();
    contact.getByText("Somebody was reached").click();
    contact.getByLabel("Who was really reached?").fill("Karen Vagt");
    contact.getByText("Note it").click();
    page.getByLabel("Your name").fill("Anna Nordahl");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on")).click();

    assertThat(page.locator(".notice")).containsText("Asked to note who was reached");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("1 contact is open");
    assertThat(page.locator("main")).containsText("Karen Vagt was reached: phone");
    assertThat(page.locator("#attention-count")).hasText("0");
    page.navigate("/incidents/I-1");
    assertThat(page.locator(".milestones")).containsText("The contact was acknowledged by phone");
  }

  @Test
  @Order(6)
  void a_contact_is_waived_with_a_reason() {
    page.navigate("/contacts");
    var contact = page.locator(".contact").first();
    contact.getByText("Waive the contact").click();
    contact.getByLabel("Why is nobody to be contacted?").fill("An exercise");
    contact.locator("button.side").click();

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("No contact is open");
    assertThat(page.locator("main")).containsText("by Anna Nordahl: An exercise");
  }

  @Test
  @Order(7)
  void what_waits_for_which_release_is_seen_from_both_sides() {
    page.navigate("/releases");

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("2 incidents wait for a release");
    assertThat(page.locator("#waiting-I-2")).containsText("SDS-");
    assertThat(page.locator("#waiting-I-2")).containsText("Held back");
    var rfc = page.locator("table").nth(1);
    assertThat(rfc).containsText("SDS-");
    assertThat(rfc.locator(".rfcs li")).hasCount(2);
    // An address that is no web address makes no link.
    assertThat(page.locator("a[href^='javascript']")).hasCount(0);
    picture("22-releases", page);
  }

  @Test
  @Order(8)
  void a_full_disk_is_in_attention() {
    hub.disk(new Room.Shortage(120_000_000, 500_000_000, Instant.now()));
    page.navigate("/");
    assertThat(page.locator(".matter.bad")).containsText("Only 120 MB are free");
    hub.disk(null);
    page.navigate("/");
    assertThat(page.locator(".matter")).hasCount(0);
  }

  @Test
  @Order(9)
  void what_went_past_a_gate_is_shown_and_carried_on_for_a_reason() {
    hub.edit("NSP00000008", "Mette Holm", Field.STATUS, "PENDING_RELEASE");
    page.navigate("/");
    assertThat(page.locator(".matter.warn")).containsText("Went past a gate");
    assertThat(page.locator(".matter.warn")).containsText("refers to no RFC (R11.4)");

    page.navigate("/incidents/I-4");
    page.getByText("Carry it on nevertheless").click();
    page.getByLabel("Why?").fill("The RFC is written tomorrow");
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Carry it on").setExact(true))
        .click();

    assertThat(page.locator(".notice")).containsText("Asked to carry the status on");
    assertThat(page.locator("main")).containsText("carried on by order of Anna Nordahl");
    assertThat(page.locator("#attention-count")).hasText("0");
    assertThat(page.locator(".milestones"))
        .containsText(
            "Pending Release without an RFC (R11.4): carried on by order of Anna Nordahl");
    page.navigate("/releases");
    assertThat(page.locator("#waiting-I-4")).containsText("Names no RFC (R11.4)");
  }

  @Test
  @Order(10)
  void the_slider_shows_the_tickets_as_they_were_by_keyboard_and_by_links() {
    page.navigate("/incidents/I-1?lang=en");
    var columns = page.locator("#as-of thead th");
    assertThat(columns).hasCount(4);

    page.getByLabel("Moment of the story").focus();
    page.keyboard().press("Home");
    // The record alone, before the hub had made its issue.
    assertThat(columns).hasCount(3);
    assertThat(page.locator("#as-of h2")).hasText("Tickets side by side, as they were");
    assertThat(page.locator("#moment-words .priority")).hasText("P3");
    assertThat(page.locator("#moment-words")).containsText("clearquest");
    page.keyboard().press("ArrowRight");
    assertThat(columns).hasCount(4);
    picture("24-as-it-was", page);

    page.locator("#as-of a[rel=prev]").click();
    assertThat(page).hasURL(Pattern.compile("[?&]at="));
    assertThat(columns).hasCount(3);
    assertThat(page.locator("#link-a-ticket")).hasCount(0);
    page.locator("#as-of").getByText("Back to now").click();
    assertThat(columns).hasCount(4);
    page.locator(".story .when a").last().click();
    assertThat(columns).hasCount(3);
  }

  @Test
  @Order(11)
  void what_is_folded_from_an_incidents_own_story_is_what_the_index_shows_now() {
    var readSide = hub.readSide();
    for (var number = 1; number <= 4; number++) {
      var id = new IncidentId(number);
      assertThat(readSide.history().incident(id, Instant.now()))
          .asInstanceOf(InstanceOfAssertFactories.type(IncidentHistory.Past.Known.class))
          .extracting(IncidentHistory.Past.Known::detail)
          .isEqualTo(readSide.incidents().incident(id).orElseThrow());
    }
  }

  @Test
  @Order(19)
  void the_switch_changes_the_language_keeps_it_and_stands_in_the_address() {
    page.navigate("/contacts");
    page.locator("#language").click();

    assertThat(page).hasURL(Pattern.compile("/contacts\\?lang=da"));
    assertThat(page.locator("html")).hasAttribute("lang", "da");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Ingen kontakt er åben");
    page.navigate("/");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Alt er synkroniseret");
    page.navigate("/incidents/I-1");
    assertThat(page.locator(".milestones"))
        .containsText("Hævet fra P3 til P1 i DRIFT-2 i jira-ops af Jens Ops");
    picture("23-dansk", page);
    page.navigate("/?lang=en");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Everything is in sync");
  }

  @Test
  @Order(20)
  void a_shared_address_has_its_language_and_changes_nobodys_choice() {
    var colleague = chromium.open(base.toString(), 1360, 860, ColorScheme.LIGHT, "da-DK");
    colleague.navigate("/");
    assertThat(colleague.getByRole(AriaRole.HEADING).first()).hasText("Alt er synkroniseret");
    colleague.navigate("/systems?lang=en");
    assertThat(colleague.getByRole(AriaRole.HEADING).first()).hasText("Systems");
    colleague.locator("#pause-mail").click();
    assertThat(colleague.getByRole(AriaRole.HEADING).first()).hasText("Who are you?");
    colleague.navigate("/systems");
    assertThat(colleague.getByRole(AriaRole.HEADING).first()).hasText("Systemer");
    colleague.context().close();
  }

  @Test
  @Order(21)
  void every_page_can_be_used_narrow_and_wide_in_both_languages_light_and_dark() {
    look(360, ColorScheme.LIGHT, "da");
    look(360, ColorScheme.DARK, "en");
    look(1360, ColorScheme.LIGHT, "en");
    look(1360, ColorScheme.DARK, "da");
  }

  @Test
  @Order(99)
  void no_page_complained() {
    // A page that is not there answers so.
    assertThat(chromium.complaints()).allSatisfy(words -> assertThat(words).contains("404"));
  }

  private void look(int width, ColorScheme colours, String language) {
    var of = chromium.open(base.toString(), width, 860, colours, language);
    var kind = "%d-%s-%s".formatted(width, colours.name().toLowerCase(Locale.ROOT), language);
    for (var path : PAGES) {
      of.navigate(path);
      assertThat(of.locator("html")).hasAttribute("lang", language);
      of.locator("details").evaluateAll("parts => parts.forEach(part => part.open = true)");
      var overflow = of.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
      assertThat(((Number) overflow).intValue()).as(kind + path).isLessThanOrEqualTo(0);
      assertThat(Chromium.violations(of)).as(kind + path).isEmpty();
      picture(kind + path.replaceAll("\\W", "-"), of);
    }
    of.context().close();
  }

  private void tell() {
    var start = Duration.between(hub.logTime(), Instant.now()).minus(Duration.ofMinutes(40));
    hub.after(start);
    hub.file(
        "clearquest",
        "Mette Holm",
        Map.of(
            Field.TITLE, "Prescriptions cannot be opened in the medication card",
            Field.ASSIGNEE, "OPERATIONS_SUPPLIER",
            Field.PRIORITY, "P3"));
    hub.edit("DRIFT-2", "Jens Ops", Field.PRIORITY, "P1");
    hub.after(Duration.ofMinutes(12));
    var titles = List.of("Certificates run out", "Slow answers from the consent service");
    for (var title : titles) {
      hub.file(
          "clearquest",
          "Mette Holm",
          Map.of(
              Field.TITLE,
              title,
              Field.ASSIGNEE,
              "OPERATIONS_SUPPLIER",
              Field.STATUS,
              "IN_PROGRESS"));
    }
    hub.file(
        "jira-sds",
        "Rikke Change",
        Map.of(
            Field.TITLE, "New certificate store",
            Field.RFC_STATE, "OPEN",
            Field.CAUSED_BY, "NSP00000003, NSP00000005"));
    hub.after(Duration.ofMinutes(24));
    hub.file(
        "clearquest",
        "Mette Holm",
        Map.of(
            Field.TITLE, "No answers from the vaccination register",
            Field.ASSIGNEE, "OPERATIONS_SUPPLIER",
            Field.PRIORITY, "P2"));
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
