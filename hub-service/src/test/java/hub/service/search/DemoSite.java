package hub.service.search;

import hub.config.CommentFlow;
import hub.config.HubConfig;
import hub.config.Limits;
import hub.config.SpaceConfig;
import hub.config.SystemConfig;
import hub.config.SystemConfig.Mode;
import hub.ticket.ExternalSystem.Role;
import hub.ticket.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A small site: a national desk and an operations supplier.
public final class DemoSite {

  private static final Set<Field> WRITTEN =
      Set.of(
          Field.TITLE,
          Field.DESCRIPTION,
          Field.PRIORITY,
          Field.STATUS,
          Field.RESOLUTION,
          Field.counterpart("clearquest"),
          Field.counterpart("jira-ops"));

  private DemoSite() {}

  public static HubConfig config() {
    return new HubConfig(
        new SpaceConfig("nsp", 0, "Europe/Copenhagen"),
        Map.of(
            "clearquest", system("clearquest", Role.NATIONAL_DESK, Mode.SYNC),
            "jira-ops", system("jira", Role.OPERATIONS, Mode.SYNC),
            "jira-sds", system("jira", Role.CHANGE, Mode.OBSERVE)),
        Map.of(),
        List.of(),
        List.of(),
        List.of(new CommentFlow("jira-ops", List.of("clearquest"))),
        Limits.DEFAULT);
  }

  private static SystemConfig system(String kind, Role role, Mode mode) {
    return new SystemConfig(
        kind,
        role,
        mode,
        Map.of(),
        null,
        WRITTEN.stream().collect(Collectors.toMap(field -> field, Field::name)),
        Map.of(),
        Map.of(),
        WRITTEN,
        Map.of(),
        1,
        Duration.ofSeconds(90),
        SystemConfig.Shows.STATE);
  }
}
