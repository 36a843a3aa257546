package hub.simulator.seed;

import hub.simulator.seed.SeedTexts.Desk;
import hub.simulator.seed.SeedTexts.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One incident that exists at start: where, how far it has come, and what it says.
///
/// @param localTicket the number at the desk that reported it; it identifies the incident
/// @param stage how far the work has come
/// @param severity 1 for the gravest to 4
record PlannedIncident(
    String localTicket,
    Place place,
    Stage stage,
    int severity,
    String headline,
    String description,
    Desk desk,
    Optional<String> note,
    String cause) {

  /// In which tools it lives at start.
  enum Place {
    /// In ClearQuest and Jira, each naming the other.
    LINKED,
    /// In ClearQuest, assigned to the operations supplier; Jira does not know it yet.
    OPERATIONS,
    /// In ClearQuest, assigned to the FMK supplier; its Jira does not know it yet.
    FMK,
    /// In ClearQuest, not assigned to anybody yet.
    UNTRIAGED,
    /// Found by the operations supplier and without effect on users: in Jira alone.
    JIRA_ONLY
  }

  /// How far the work has come.
  enum Stage {
    WAITING,
    UNDER_WAY,
    PENDING_RELEASE,
    RESOLVED,
    CLOSED
  }

  private static final List<Place> PLACES =
      List.of(
          Place.LINKED,
          Place.FMK,
          Place.OPERATIONS,
          Place.JIRA_ONLY,
          Place.LINKED,
          Place.FMK,
          Place.JIRA_ONLY,
          Place.OPERATIONS,
          Place.LINKED,
          Place.FMK);
  private static final int UNTRIAGED_EVERY = 15;
  private static final int FIRST_NUMBER = 10_400;

  /// The same incidents for the same seed.
  static List<PlannedIncident> plan(int count, long seed) {
    SeedTexts material = SeedTexts.shipped();
    List<Text> ofFmk = material.texts().stream().filter(text -> text.cause() == null).toList();
    List<Text> ofOperations =
        material.texts().stream().filter(text -> text.cause() != null).toList();
    Random random = new Random(seed);
    List<PlannedIncident> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isUntriaged = i % UNTRIAGED_EVERY == UNTRIAGED_EVERY / 2;
      Place place = isUntriaged ? Place.UNTRIAGED : PLACES.get(i % PLACES.size());
      List<Text> texts = place == Place.FMK ? ofFmk : ofOperations;
      Text text = texts.get(i % texts.size());
      Desk desk = material.desks().get(random.nextInt(material.desks().size()));
      Optional<String> note =
          random.nextInt(3) == 0
              ? Optional.of(material.notes().get(random.nextInt(material.notes().size())))
              : Optional.empty();
      all.add(
          new PlannedIncident(
              "%s-%d".formatted(desk.prefix(), FIRST_NUMBER + 37 * i),
              place,
              stage(place, random.nextInt(10)),
              severity(random.nextInt(20)),
              text.headline() + (i < texts.size() * 4 ? "" : " (igen)"),
              text.description() + "\n\nMeldt af: " + desk.name(),
              desk,
              note,
              text.cause() == null ? "Rettet af leverandøren." : text.cause()));
    }
    return all;
  }

  private static Stage stage(Place place, int dice) {
    if (place == Place.OPERATIONS || place == Place.UNTRIAGED) {
      return Stage.WAITING;
    }
    return switch (dice) {
      case 0, 1 -> Stage.WAITING;
      case 2, 3, 4, 5 -> Stage.UNDER_WAY;
      case 6 -> place == Place.LINKED ? Stage.PENDING_RELEASE : Stage.UNDER_WAY;
      case 7, 8 -> Stage.RESOLVED;
      default -> Stage.CLOSED;
    };
  }

  /// Few are grave.
  private static int severity(int dice) {
    return dice == 0 ? 1 : dice < 4 ? 2 : dice < 13 ? 3 : 4;
  }
}
