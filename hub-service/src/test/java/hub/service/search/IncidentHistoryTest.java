package hub.service.search;

import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.Site;
import hub.incident.Incident;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import hub.service.search.IncidentHistory.Past;
import hub.ticket.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class IncidentHistoryTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final int INPUTS = 120;
  private static final int MOMENTS = 4;

  @TempDir Path folder;

  private final EventLog log = new EventLog(MONDAY);
  private final Stories stories = new Stories(log);
  private IncidentIndex index;

  @BeforeEach
  void open() {
    index = IncidentIndex.open(folder);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void an_incident_is_shown_as_it_was_before_its_priority_was_raised() {
    var id = stories.synced(1, "Login fails", "P3");
    var before = log.now();
    log.after(Duration.ofHours(1));
    stories.synced(2, "Slow answers", "P2");
    stories.raisedInJira(id, "Login fails", "P1");
    follow();

    assertThat(known(id, before).summary().priority()).isEqualTo("P3");
    assertThat(known(id, log.now()).summary().priority()).isEqualTo("P1");
    assertThat(known(id, log.now())).isEqualTo(now(id));
  }

  @Test
  void before_it_existed_there_is_only_when_it_began() {
    log.after(Duration.ofHours(1));
    var id = stories.synced(1, "Login fails", "P3");
    follow();

    assertThat(history().incident(id, MONDAY))
        .isEqualTo(new Past.NotYet(MONDAY.plus(Duration.ofHours(1))));
    assertThat(history().incident(new IncidentId(7), MONDAY)).isEqualTo(new Past.Missing());
  }

  @Test
  void what_was_merged_is_itself_before_and_the_one_that_goes_on_after() {
    var survivor = stories.synced(1, "Login fails", "P3");
    var absorbed = stories.synced(2, "Login fails too", "P3");
    var before = log.now();
    log.after(Duration.ofHours(1));
    log.add(new IncidentEvent.IncidentsMerged(survivor, absorbed, "a shared reference"));
    follow();

    assertThat(known(absorbed, before).summary().id()).isEqualTo(absorbed);
    assertThat(known(absorbed, before).fields().getFirst().value()).isEqualTo("Login fails too");
    assertThat(known(absorbed, log.now()).summary().id()).isEqualTo(survivor);
    assertThat(known(absorbed, log.now())).isEqualTo(now(survivor));
  }

  @Test
  void only_the_events_of_an_incident_and_its_kin_are_folded() {
    var id = stories.synced(1, "Login fails", "P3");
    for (var number = 2; number < 40; number++) {
      stories.synced(number, "Another matter", "P3");
    }
    follow();

    var past = (Past.Known) history().incident(id, log.now());
    assertThat(past.events()).isEqualTo(search().timeline(id).size());
  }

  /// Folding an incident's own story alone gives what folding everything gives.
  @RepeatedTest(3)
  void an_incident_as_of_a_moment_is_what_the_whole_log_says_even_after_erasures() {
    var seed = new Random().nextLong();
    var sealed = new SealedLog(seed).live(INPUTS);
    index.add(sealed.next(Duration.ZERO));
    var history = new IncidentHistory(index, Site.config(), sealed);
    var fold = new Fold(FoldBase.NOTHING);
    sealed.startAfter(-1);
    var all = sealed.next(Duration.ZERO);
    for (var i = 0; i < all.size(); i++) {
      fold.add(all.get(i));
      var at = all.get(i).recorded().observedAt();
      var isLast = i + 1 == all.size();
      if (isLast
          || (i % (all.size() / MOMENTS) == 0
              && all.get(i + 1).recorded().observedAt().isAfter(at))) {
        for (var id : incidents(fold)) {
          assertThat(history.incident(id, at))
              .as("%s after event %d, seed %d", id, i + 1, seed)
              .extracting(past -> ((Past.Known) past).detail())
              .isEqualTo(expected(fold, sealed, id));
        }
      }
    }
    for (var id : incidents(fold)) {
      assertThat(expected(fold, sealed, id))
          .as("%s live, seed %d", id, seed)
          .isEqualTo(new IncidentSearch(index, Site.config()).incident(id).orElseThrow());
    }
  }

  private static List<IncidentId> incidents(Fold fold) {
    var all = new ArrayList<IncidentId>();
    fold.scan("incident/").forEach(entry -> all.add(((Incident) entry).id()));
    return all;
  }

  private static IncidentDetail expected(Fold fold, SealedLog log, IncidentId id) {
    var incident = fold.incident(id).orElseThrow();
    var detail = IncidentSearch.detail(fold, Site.config(), incident, fold.digest(incident.id()));
    return log.state().incident(id).orElseThrow().isErased() ? detail.erased() : detail;
  }

  @Test
  void what_was_erased_is_erased_at_every_moment() {
    for (var seed = 1; seed < 40; seed++) {
      var sealed = new SealedLog(seed).live(INPUTS);
      var erased =
          sealed.state().scan("incident/").stream()
              .map(Incident.class::cast)
              .filter(incident -> incident.isErased() && incident.mergedInto() == null)
              .filter(incident -> !incident.value(Field.TITLE).isEmpty())
              .findFirst();
      if (erased.isPresent()) {
        index.add(sealed.next(Duration.ZERO));
        var past =
            new IncidentHistory(index, Site.config(), sealed)
                .incident(erased.get().id(), erased.get().openedAt().plusSeconds(1));
        var detail = ((Past.Known) past).detail();
        assertThat(detail.summary().isErased()).isTrue();
        assertThat(detail.fields())
            .filteredOn(row -> row.field().equals(Field.TITLE))
            .allSatisfy(row -> assertThat(row.value()).isIn("", "erased"));
        return;
      }
    }
    throw new AssertionError("no seed erases anything");
  }

  private IncidentDetail known(IncidentId id, Instant at) {
    return ((Past.Known) history().incident(id, at)).detail();
  }

  private IncidentDetail now(IncidentId id) {
    return search().incident(id).orElseThrow();
  }

  private void follow() {
    log.startAfter(index.position());
    var events = log.next(Duration.ofMillis(1));
    while (!events.isEmpty()) {
      index.add(events);
      events = log.next(Duration.ofMillis(1));
    }
  }

  private IncidentSearch search() {
    return new IncidentSearch(index, DemoSite.config());
  }

  private IncidentHistory history() {
    return new IncidentHistory(index, DemoSite.config(), log);
  }
}
