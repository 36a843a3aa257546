package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.ticket.Field;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// D10: two processes of one configuration must find that it is one.
class ConfigurationHashTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp");

  @Test
  void D10_a_set_means_the_same_in_any_order() {
    var words = List.of("yes", "no", "perhaps");
    var one = config(new LinkedHashSet<>(words));

    assertThat(hash(config(new LinkedHashSet<>(words.reversed())))).isEqualTo(hash(one));
    assertThat(hash(config(Set.of("yes")))).isNotEqualTo(hash(one));
  }

  private static String hash(HubConfig config) {
    return ConfigurationHash.of(config, Collections.emptySortedMap());
  }

  private static HubConfig config(Set<String> opening) {
    var base = SiteReader.read(NSP).site().orElseThrow().config();
    var systems = new TreeMap<>(base.systems());
    systems.replaceAll((_, system) -> opening(system, opening));
    return new HubConfig(
        base.space(),
        systems,
        base.fields(),
        base.counterparts(),
        base.backwardMoves(),
        base.comments(),
        base.limits(),
        base.contacts(),
        base.gates());
  }

  private static SystemConfig opening(SystemConfig system, Set<String> words) {
    return new SystemConfig(
        system.kind(),
        system.role(),
        system.mode(),
        system.connection(),
        system.in(),
        system.out(),
        system.values(),
        system.texts(),
        system.writes(),
        Map.of(Field.USER_IMPACT, words),
        system.atMost(),
        system.settle(),
        system.shows());
  }
}
