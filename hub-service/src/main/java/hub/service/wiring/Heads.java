package hub.service.wiring;

import hub.config.SpaceConfig;
import hub.engine.Engine;
import hub.engine.chain.Head;
import hub.engine.chain.HeadFile;
import hub.engine.chain.SigningKey;
import hub.engine.log.Connection;
import hub.engine.log.LastEvent;
import hub.service.chain.HeadDelivery;
import hub.service.site.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Where the heads of this installation's chain go, and what signs them.
final class Heads {

  /// The folder under the data directory.
  static final String FOLDER = "chain";

  private static final String KEY_FILE = "signing.key";
  private static final String HEAD_FILE = "heads.jsonl";

  private final HubSettings settings;
  private final SigningKey key;

  /// Reads the key, or makes it.
  Heads(HubSettings settings) {
    this.settings = settings;
    key =
        settings
            .chain()
            .key()
            .map(SigningKey::open)
            .orElseGet(() -> SigningKey.openOrMake(folder().resolve(KEY_FILE)));
  }

  SigningKey key() {
    return key;
  }

  /// Begins to deliver.
  HeadDelivery deliver(
      SpaceConfig space, Connection connection, Engine engine, HeadDelivery.Letters letters) {
    var file = settings.chain().heads().orElse(folder()).resolve(HEAD_FILE);
    return HeadDelivery.start(
        new EngineLog(space.id(), space.partition(), connection, engine),
        key,
        new HeadFile(file),
        letters,
        interval());
  }

  private Duration interval() {
    return Durations.parse(settings.chain().interval())
        .filter(Duration::isPositive)
        .orElseThrow(() ->
            new IllegalStateException(
                "hub.chain.interval is \"%s\"; write a duration such as 10m"
                    .formatted(settings.chain().interval())));
  }

  private Path folder() {
    return settings.data().resolve(FOLDER);
  }

  /// Only who serves a space delivers its heads.
  private record EngineLog(String space, int partition, Connection connection, Engine engine)
      implements HeadDelivery.Log {

    @Override
    public Optional<Head> head(InstantSource clock) {
      if (!engine.ownership().owns(space)) {
        return Optional.empty();
      }
      var last = LastEvent.findCommitted(connection, space, partition);
      var link = last.link();
      return link == null
          ? Optional.empty()
          : Optional.of(new Head(space, last.sequence(), link, clock.instant()));
    }
  }
}
