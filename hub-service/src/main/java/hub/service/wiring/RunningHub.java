package hub.service.wiring;

import hub.config.HubConfig;
import hub.engine.Engine;
import hub.engine.EngineView;
import hub.engine.chain.SigningKey;
import hub.engine.format.Origin;
import hub.engine.log.Connection;
import hub.incident.Input.Request;
import hub.incident.Notice;
import hub.service.backfill.BackfillStatus;
import hub.service.contact.NoticePreview;
import hub.service.contact.NoticeTemplates;
import hub.service.dashboard.DashboardHub;
import hub.service.metrics.AnswerTimes;
import hub.service.metrics.AnswerTimes.Times;
import hub.service.metrics.EngineState;
import hub.service.metrics.StateMetrics.EngineFigures;
import hub.service.search.DeadLetterView;
import hub.service.search.ReadSide;
import hub.service.search.SystemFigures;
import hub.service.site.KameletProperties;
import hub.service.site.RouteFiles;
import hub.service.site.Site;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The hub of this process, once it runs. What serves people asks here.
@Singleton
public class RunningHub implements DashboardHub, EngineFigures {

  private volatile @Nullable Parts parts;

  /// What a running hub is made of.
  record Parts(
      Site site,
      Connection connection,
      Engine engine,
      AcknowledgedIntake intake,
      OwnedBackfill backfill,
      ReadSide readSide,
      SigningKey signingKey,
      DeadLetterRetry retry,
      Map<String, String> ticketPages,
      AnswerTimes times,
      InstantSource clock,
      Path scratch) {}

  private volatile @Nullable String refusal;

  void started(Parts all) {
    refusal = null;
    parts = all;
  }

  /// It cannot start yet.
  void refused(String cause) {
    refusal = cause;
  }

  /// Why this process serves nobody now, and what helps.
  Optional<String> refusal() {
    var all = parts;
    return Optional.ofNullable(refusal)
        .or(() -> all == null ? Optional.empty() : all.engine.refusal());
  }

  /// Whether the engine has given up for a reason that another start of this process may mend.
  boolean hasFailed() {
    var all = parts;
    return all != null
        && all.engine.health() == Engine.Health.FAILED
        && all.engine.refusal().isEmpty();
  }

  @Override
  public EngineState state() {
    if (refusal().isPresent()) {
      return EngineState.WAITING;
    }
    var all = parts;
    if (all == null) {
      return EngineState.STARTING;
    }
    return switch (all.engine.health()) {
      case STARTING -> EngineState.STARTING;
      case RUNNING -> EngineState.RUNNING;
      case STOPPED -> EngineState.STOPPED;
      case FAILED -> EngineState.FAILED;
    };
  }

  @Override
  public boolean ownsSpace() {
    var all = parts;
    return all != null && all.engine.ownership().owns(all.site.config().space().id());
  }

  @Override
  public OptionalDouble behind() {
    var all = parts;
    return all == null ? OptionalDouble.empty() : all.engine.behind();
  }

  /// The site it serves.
  public Site site() {
    return parts().site;
  }

  /// The name of its space.
  public String space() {
    return site().config().space().id();
  }

  /// The engine's live state.
  public EngineView view() {
    return parts().engine.view();
  }

  /// The engine.
  public Engine engine() {
    return parts().engine;
  }

  /// How its log is reached.
  public Connection connection() {
    return parts().connection;
  }

  /// Where a question to the past puts what does not fit into memory; for one at a time.
  public Path scratch() {
    return parts().scratch;
  }

  /// What signs the heads of its chain, and what people take out of it.
  public SigningKey signingKey() {
    return parts().signingKey;
  }

  /// Its site's configuration.
  @Override
  public HubConfig config() {
    return site().config();
  }

  @Override
  public Instant now() {
    return parts().clock.instant();
  }

  @Override
  public Map<String, String> ticketPages() {
    return parts().ticketPages;
  }

  @Override
  public Optional<NoticeTemplates.Text> preview(Notice notice, String link) {
    return new NoticePreview(site()).of(notice, link);
  }

  @Override
  public Times times(String system) {
    return parts().times.of(system);
  }

  /// What there is to see.
  @Override
  public ReadSide readSide() {
    return parts().readSide;
  }

  /// What is counted of each tool; none before the hub runs.
  List<SystemFigures> figures() {
    var all = parts;
    return all == null ? List.of() : all.readSide.state().figures();
  }

  /// Puts what a person asks into the log and waits until it is safe there.
  ///
  /// @throws hub.engine.intake.InputRefusedException if it was not accepted
  @Override
  public void ask(Request request) {
    parts().intake.append(request, Origin.person(request.actor()));
  }

  /// Whether the source of the system's kind can read what it has held all along.
  public boolean canBackfill(String system) {
    var kind = config().system(system).orElseThrow().kind();
    return RouteFiles.of(site().directories())
        .kamelet(kind + "-source")
        .map(KameletProperties::of)
        .filter(properties -> properties.property("backfillPause").isPresent())
        .isPresent();
  }

  /// Begins to read what a system has held all along; empty if that is under way.
  ///
  /// @param since only tickets changed since; null for all
  /// @throws hub.engine.intake.InputRefusedException if it was not accepted
  public Optional<BackfillStatus> backfill(String system, String actor, @Nullable Instant since) {
    return parts().backfill.start(system, actor, since);
  }

  /// Tries a dead letter again: an observation is read again from its tool.
  ///
  /// @throws DeadLetterRetry.NotPossibleException if nobody can
  @Override
  public void retry(DeadLetterView letter, String actor) {
    var all = parts();
    var kept = all.engine.deadLetters().find(letter.id()).orElseThrow();
    all.retry.retry(kept.letter(), all.intake);
    all.intake.retried(letter.id(), actor);
  }

  private Parts parts() {
    var all = parts;
    if (all == null) {
      throw new NotStartedException();
    }
    return all;
  }

  /// The hub is still starting.
  public static final class NotStartedException extends RuntimeException {
    NotStartedException() {
      super("the hub is starting; ask again in a moment");
    }
  }
}
