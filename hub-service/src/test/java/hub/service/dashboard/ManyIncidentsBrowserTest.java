package hub.service.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.management.ThreadMXBean;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import hub.service.search.AttentionItem;
import hub.service.search.AuditQuery;
import hub.service.search.IncidentQuery;
import hub.service.search.ProcessSearch;
import hub.service.search.Stories;
import hub.service.search.SystemStatus;
import hub.ticket.Field;
import hub.ticket.Priority;
import hub.ticket.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The dashboard over 10,000 incidents: no page grows with them, and none reads them all.
@QuarkusTest
@TestProfile(ManyIncidentsProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ManyIncidentsBrowserTest {

  private static final int INCIDENTS = 10_000;

  /// Every tenth is closed, or has a value that a tool refused; every twentieth has a contact that
  /// nobody has acknowledged.
  private static final int CLOSED = INCIDENTS / 10;

  private static final int PARKED = INCIDENTS / 10;
  private static final int CONTACTS = INCIDENTS / 20;

  /// Bytes that a thread may take to answer a question; a tenth of the incidents takes more.
  private static final long MOST_MEMORY = 8_000_000;

  @Inject MemoryHub hub;

  @TestHTTPResource("/")
  URI base;

  @BeforeAll
  void fill() {
    // A busy machine paints late.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    var log = hub.log();
    var stories = new Stories(log);
    for (var number = 1; number <= INCIDENTS; number++) {
      var id = stories.known(number, "Labels are missing " + number);
      if (number % 10 == 1) {
        stories.closed(id);
      }
      if (number % 10 == 0) {
        stories.parked(id, Field.RESOLUTION, "Restarted", "Resolution is read-only");
      }
      if (number % 20 == 0) {
        log.add(
            new IncidentEvent.ContactTaskOpened(
                id, number, Priority.P1, Role.NSP_INCIDENT_MANAGER, "R5a.3", "P1", log.now()));
      }
    }
    var reads = hub.readSide();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            reads.incidents().find(IncidentQuery.EVERYTHING).total() == INCIDENTS
                && reads.projection().behind() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "/, 150000, 'class=\"matter ', 50",
    "/?page=19, 150000, 'class=\"matter ', 50",
    "/incidents, 50000, 'class=\"name\"', 25",
    "/incidents?closed=yes&q=labels, 50000, 'class=\"name\"', 25",
    "/incidents?sync=NEEDS_ATTENTION, 50000, 'class=\"name\"', 25",
    "/incidents?closed=yes&page=399, 50000, 'class=\"name\"', 25",
    "/audit, 100000, 'data-label=\"When\"', 50",
    "/audit?page=19, 100000, 'data-label=\"When\"', 50",
    "/systems, 50000, 'id=\"system-', 5",
    "/contacts, 600000, 'class=\"card contact', 200",
    "/incidents/I-10000, 50000, 'class=\"head', 1"
  })
  void a_page_has_as_many_rows_and_bytes_as_it_may(String path, int mostBytes, String row, int rows)
      throws Exception {
    var body = get(path);
    assertThat(body.length()).isLessThan(mostBytes);
    assertThat(times(body, row)).isEqualTo(rows);
  }

  @Test
  void what_is_counted_is_right_however_many_there_are() {
    var state = hub.readSide().state();
    var shown = hub.readSide().incidents().find(IncidentQuery.EVERYTHING);

    assertThat(shown.total()).isEqualTo(INCIDENTS);
    assertThat(shown.counts().get("status")).containsEntry("CLOSED", CLOSED);
    assertThat(shown.counts().get("sync")).containsEntry("NEEDS_ATTENTION", PARKED);
    assertThat(state.matters()).isEqualTo(PARKED);
    assertThat(state.systems())
        .filteredOn(system -> system.id().equals("clearquest"))
        .singleElement()
        .returns(PARKED, SystemStatus::parked)
        .returns(INCIDENTS, SystemStatus::tickets);
    assertThat(hub.readSide().process().openContacts().open()).isEqualTo(CONTACTS);
    assertThat(hub.readSide().process().openContacts(hub.logTime()))
        .hasSize(ProcessSearch.MOST_CONTACTS)
        .first()
        .satisfies(oldest -> assertThat(oldest.task().incident()).isEqualTo(new IncidentId(20)));
  }

  @Test
  void every_matter_is_on_one_page_and_the_oldest_on_the_first() {
    var state = hub.readSide().state();
    var seen = new ArrayList<AttentionItem>();
    for (var page = 0; page * 50 < PARKED; page++) {
      seen.addAll(state.attention(page, 50).items());
    }

    assertThat(seen).isEqualTo(state.attention()).hasSize(PARKED);
    assertThat(new HashSet<>(seen)).hasSize(PARKED);
    assertThat(seen.getFirst().incident()).isEqualTo(new IncidentId(10));
    assertThat(state.attention(1000, 50).items()).isEqualTo(seen.subList(PARKED - 50, PARKED));
  }

  @Test
  void no_question_of_a_page_reads_all_incidents() {
    var reads = hub.readSide();
    var lastPage = new IncidentQuery("labels", Set.of(), Set.of(), Set.of(), null, true, 399, 25);
    var lastDeeds = new AuditQuery("", Set.of(), Set.of(), "", null, 100, 25);
    var questions =
        Stream.<Supplier<?>>of(
            () -> reads.state().systems(),
            () -> reads.state().figures(),
            () -> reads.state().matters(),
            () -> reads.state().matterFigures(),
            () -> reads.state().attention(PARKED / 50, 50),
            () -> reads.incidents().find(lastPage),
            () -> reads.incidents().incident(new IncidentId(INCIDENTS)),
            () -> reads.incidents().timeline(new IncidentId(INCIDENTS)),
            () -> reads.audit().find(lastDeeds),
            () -> reads.process().openContacts(),
            () -> reads.process().releases());

    assertThat(questions.toList())
        .allSatisfy(question -> assertThat(memory(question)).isLessThan(MOST_MEMORY));
    // The measure is one: what reads no more than every tenth incident is above it.
    assertThat(memory(reads.state()::attention)).isGreaterThan(MOST_MEMORY);
  }

  @Test
  void a_person_finds_one_of_them_and_leafs_to_the_last() {
    try (var chromium = Chromium.start()) {
      var page = chromium.open(base.toString(), 1360, 860, ColorScheme.LIGHT);
      page.navigate("/?lang=en");
      assertThat(page.locator("h1")).hasText("1,000 matters need attention");
      assertThat(page.locator(".matter")).hasCount(50);
      page.getByText("Next").click();
      assertThat(page).hasURL(base + "?page=1");
      assertThat(page.locator(".matter").first()).containsText("I-510");

      page.locator("#find").fill("missing 7777");
      page.keyboard().press("Enter");
      page.locator("#f-closed").check();
      assertThat(page.locator(".list tbody tr").first()).containsText("Labels are missing 7777");
      page.locator(".list tbody .name a").first().click();
      assertThat(page.locator(".compare")).containsText("NSP00007777");

      page.navigate("/incidents?closed=yes&page=398");
      page.getByText("Next").click();
      assertThat(page).hasURL(Pattern.compile("page=399"));
      assertThat(page.locator("#list")).containsText("showing 9,976 to 10,000");
      assertThat(page.locator(".list tbody tr").last()).containsText("I-1 ");
      assertThat(page.locator(".paging")).not().containsText("Next");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static long memory(Supplier<?> question) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(question.get()).as("the first time loads classes").isNotNull();
    var before = threads.getCurrentThreadAllocatedBytes();
    assertThat(question.get()).isNotNull();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private String get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(base.resolve(path)).build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private static int times(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
