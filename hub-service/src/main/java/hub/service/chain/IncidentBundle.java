package hub.service.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.engine.chain.ChainReader;
import hub.engine.chain.SigningKey;
import hub.engine.format.EventFormat;
import hub.engine.format.HubJson;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.incident.IncidentId;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// One incident as a file that stands for itself: what it says, its events in clear where they are
/// not erased, the records that prove them, and the hub's signature over all of it.
public final class IncidentBundle {

  static final String ABOUT = "about.json";
  static final String INCIDENT = "incident.json";
  static final String EVENTS = "events.json";
  static final String RECORDS = "records.jsonl";
  static final String DIGESTS = "digests.txt";
  static final String README = "README.md";
  static final String PUBLIC_KEY = "public-key.pem";
  static final String MANIFEST = "manifest.sha256";
  static final String SIGNATURE = "manifest.sig";

  /// What the manifest names.
  static final Set<String> LISTED =
      Set.of(ABOUT, INCIDENT, EVENTS, RECORDS, DIGESTS, README, PUBLIC_KEY);

  private static final JsonMapper JSON = HubJson.mapper();

  private final Map<String, byte[]> files = new TreeMap<>();

  private IncidentBundle() {}

  /// What a bundle is about.
  ///
  /// @param incidents its id first, then those that were merged into it
  /// @param firstDigest sequence of the first line of `digests.txt`, or 0 if there is none
  /// @param linkBefore what that record is linked to; null if there is none
  /// @param key id of the key that has signed the manifest
  record About(
      List<IncidentId> incidents,
      String space,
      Instant exportedAt,
      int events,
      long firstDigest,
      @Nullable String linkBefore,
      String key) {}

  /// Where an incident's events lie.
  public record Place(Connection connection, String space, int partition) {}

  /// Gathers everything, by reading the log once.
  ///
  /// @param incidents its id first, then those that were merged into it
  /// @param shown what the interface for programs says of it
  public static IncidentBundle of(
      Place place, List<IncidentId> incidents, JsonNode shown, SigningKey key, Instant now) {
    var subjects = incidents.stream().map(IncidentId::toString).collect(Collectors.toSet());
    var evidence =
        Evidence.of(
            new ChainReader(place.connection()), place.space(), place.partition(), subjects);
    var bundle = new IncidentBundle();
    var about =
        new About(
            incidents,
            place.space(),
            now,
            evidence.records().size(),
            evidence.firstDigest(),
            evidence.linkBefore(),
            key.verifyingKey().id());
    bundle.put(ABOUT, pretty(JSON.valueToTree(about)));
    bundle.put(INCIDENT, pretty(shown));
    bundle.put(EVENTS, pretty(inClear(place, evidence)));
    bundle.put(RECORDS, lines(evidence.records().stream().map(IncidentBundle::line).toList()));
    bundle.put(DIGESTS, lines(evidence.digests()));
    bundle.put(README, readme(about));
    bundle.put(PUBLIC_KEY, key.verifyingKey().toPem());
    var manifest = bundle.manifest();
    bundle.files.put(SIGNATURE, key.sign(manifest.getBytes(UTF_8)));
    bundle.put(MANIFEST, manifest);
    return bundle;
  }

  /// Writes the zip file.
  public void write(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    for (var file : files.entrySet()) {
      zip.putNextEntry(new ZipEntry(file.getKey()));
      zip.write(file.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private void put(String name, String text) {
    files.put(name, text.getBytes(UTF_8));
  }

  /// In the form of `sha256sum`.
  private String manifest() {
    return files.entrySet().stream()
        .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
        .collect(Collectors.joining());
  }

  private static JsonNode inClear(Place place, Evidence evidence) {
    var format = new EventFormat();
    var events = JSON.createArrayNode();
    try (var keys = new KeyRing(place.connection(), place.space(), place.partition())) {
      // After the records: each of them has its key by now, or none any more.
      keys.refresh();
      for (var linked : evidence.records()) {
        var record = linked.record();
        var recorded = format.decode(record.value(), record.toHeaders(), keys);
        var event = events.addObject();
        event.put("sequence", recorded.sequence());
        event.put("type", recorded.event().getClass().getSimpleName());
        event.set("at", JSON.valueToTree(recorded.at()));
        event.set("observedAt", JSON.valueToTree(recorded.observedAt()));
        event.set("claimedAt", JSON.valueToTree(recorded.claimedAt()));
        event.set("cause", JSON.valueToTree(recorded.cause()));
        event.set("event", JSON.valueToTree(recorded.event()));
      }
    }
    return events;
  }

  private static String line(Evidence.Linked linked) {
    try {
      return JSON.writeValueAsString(linked);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written", e);
    }
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String pretty(JsonNode json) {
    return json.toPrettyString() + "\n";
  }

  private static String readme(About about) {
    return """
    # %1$s, exported at %2$s

    - `incident.json`: what the incident hub showed of it.
    - `events.json`: its %3$d events, in clear. Where it reads `erased`, the key was deleted.
    - `records.jsonl`: the same events as they are stored, sealed, each with the link of the
      event before it.
    - `digests.txt`: the digests of all events of the space from sequence %4$d on, one on each
      line, which tie these records to every head of the chain that was delivered since.
    - `manifest.sha256`, `manifest.sig`, `public-key.pem`: what there is, and the hub's signature
      (Ed25519) over it, by the key %5$s.

    Check it with OpenSSL 3:

        openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin \\
          -in manifest.sha256 -sigfile manifest.sig
        sha256sum -c manifest.sha256

    The signature is worth as much as your knowledge of the key: compare `public-key.pem` with
    the one you were given, not with the one in here. The records too, and the heads of the
    chain that you hold, are checked by

        ./hub verify --bundle <this file> --key <the key you know> --heads <the heads you hold>
    """
        .formatted(
            about.incidents().getFirst(),
            about.exportedAt(),
            about.events(),
            about.firstDigest(),
            about.key());
  }
}
