package hub.service.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.engine.chain.Chain;
import hub.engine.chain.Head;
import hub.engine.chain.VerifyingKey;
import hub.engine.format.HubJson;
import hub.engine.format.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Checks a bundle by itself: signature, manifest, the link of every record, and the way from them
/// to the heads that somebody holds. Asks no hub.
public final class BundleProof {

  /// More than any incident needs; a hostile file must not fill the memory.
  private static final long LARGEST_FILE = 256L * 1024 * 1024;

  private static final int MOST_FILES = 20;

  private final Map<String, byte[]> files;
  private final List<String> problems = new ArrayList<>();

  private BundleProof(Map<String, byte[]> files) {
    this.files = files;
  }

  /// What came of it.
  ///
  /// @param incident its id, or empty if the bundle does not say
  /// @param unlinked how many of them were written before there were links
  /// @param key id of the key in the bundle, or empty
  /// @param isKnownKey whether it is one of those that were given
  /// @param heads how many of the given heads lie on the way, and agree
  /// @param problems in words; none if everything holds
  public record Result(
      String incident,
      int events,
      long unlinked,
      String key,
      boolean isKnownKey,
      int heads,
      Optional<Head> lastHead,
      List<String> problems) {

    public Result {
      problems = List.copyOf(problems);
    }
  }

  /// Checks a file.
  ///
  /// @param known public keys from elsewhere; with none, the bundle's own is believed
  /// @throws IOException if the file cannot be read or is no bundle
  public static Result check(Path zip, List<VerifyingKey> known, List<Head> heads)
      throws IOException {
    return new BundleProof(read(zip)).check(known, heads);
  }

  private static Map<String, byte[]> read(Path zip) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var file = new ZipFile(zip.toFile())) {
      if (file.size() > MOST_FILES) {
        throw new IOException("%s is no bundle: it has %d files.".formatted(zip, file.size()));
      }
      for (var entry : file.stream().toList()) {
        try (var content = file.getInputStream(entry)) {
          var bytes = content.readNBytes((int) LARGEST_FILE + 1);
          if (bytes.length > LARGEST_FILE || files.put(entry.getName(), bytes) != null) {
            throw new IOException("%s is no bundle: %s".formatted(zip, entry.getName()));
          }
        }
      }
    } catch (ZipException e) {
      throw new IOException(zip + " is no zip file, or was cut.", e);
    }
    return files;
  }

  private Result check(List<VerifyingKey> known, List<Head> heads) {
    var key = signer(known);
    manifest();
    var about = about();
    var evidence = about.map(this::evidence).orElse(List.of());
    events(evidence);
    var agreed = about.map(it -> way(it, evidence, heads)).orElse(List.of());
    return new Result(
        about.map(it -> it.incidents().getFirst().toString()).orElse(""),
        evidence.size(),
        evidence.stream().filter(linked -> linked.previous() == null).count(),
        key.map(VerifyingKey::id).orElse(""),
        key.isPresent() && known.stream().anyMatch(one -> one.id().equals(key.get().id())),
        agreed.size(),
        agreed.isEmpty() ? Optional.empty() : Optional.of(agreed.getLast()),
        problems);
  }

  private Optional<VerifyingKey> signer(List<VerifyingKey> known) {
    try {
      var own = VerifyingKey.parse(text(IncidentBundle.PUBLIC_KEY));
      if (!own.verifies(bytes(IncidentBundle.MANIFEST), bytes(IncidentBundle.SIGNATURE))) {
        problems.add("The signature does not fit manifest.sha256 and public-key.pem.");
      }
      if (!known.isEmpty() && known.stream().noneMatch(key -> key.id().equals(own.id()))) {
        problems.add(
            "It is signed by the key %s, which is none of those given.".formatted(own.id()));
      }
      return Optional.of(own);
    } catch (IllegalArgumentException _) {
      problems.add("public-key.pem is missing or no key.");
      return Optional.empty();
    }
  }

  private void manifest() {
    var listed = new HashMap<String, String>();
    for (var line : text(IncidentBundle.MANIFEST).lines().toList()) {
      var parts = line.split(" {2}", 2);
      if (parts.length == 2) {
        listed.put(parts[1], parts[0]);
      }
    }
    for (var name : IncidentBundle.LISTED) {
      if (!IncidentBundle.sha256(bytes(name)).equals(listed.get(name))) {
        problems.add(name + " is not what manifest.sha256 says: it was changed or taken out.");
      }
    }
    for (var name : files.keySet()) {
      if (!IncidentBundle.LISTED.contains(name)
          && !name.equals(IncidentBundle.MANIFEST)
          && !name.equals(IncidentBundle.SIGNATURE)) {
        problems.add("A file was put in that is not signed.");
      }
    }
  }

  private Optional<IncidentBundle.About> about() {
    try {
      var about =
          HubJson.mapper().readValue(bytes(IncidentBundle.ABOUT), IncidentBundle.About.class);
      if (about.incidents().isEmpty()) {
        problems.add("about.json names no incident.");
        return Optional.empty();
      }
      return Optional.of(about);
    } catch (IOException _) {
      problems.add("about.json is missing or damaged.");
      return Optional.empty();
    }
  }

  /// The records, each with the link that it bears.
  private List<Evidence.Linked> evidence(IncidentBundle.About about) {
    var subjects = about.incidents().stream().map(Object::toString).toList();
    var evidence = new ArrayList<Evidence.Linked>();
    for (var line : text(IncidentBundle.RECORDS).lines().toList()) {
      try {
        var linked = HubJson.mapper().readValue(line, Evidence.Linked.class);
        var record = linked.record();
        evidence.add(linked);
        if (!record.space().equals(about.space())
            || record.subject().filter(subjects::contains).isEmpty()) {
          problems.add(
              "The record of sequence %d is not the incident's.".formatted(record.sequence()));
        }
        var previous = linked.previous();
        if (previous != null
            && !Chain.link(previous, Chain.digest(record)).equals(record.link().orElse(""))) {
          problems.add("The link of sequence %d does not fit.".formatted(record.sequence()));
        }
      } catch (JsonProcessingException | UnreadableRecordException _) {
        problems.add("A line of records.jsonl is damaged.");
      }
    }
    return evidence;
  }

  /// What is in clear belongs to what is sealed, one to one.
  private void events(List<Evidence.Linked> evidence) {
    try {
      var clear = HubJson.mapper().readTree(bytes(IncidentBundle.EVENTS));
      var sequences = new ArrayList<Long>();
      clear.forEach(event -> sequences.add(event.path("sequence").asLong()));
      if (!sequences.equals(evidence.stream().map(it -> it.record().sequence()).toList())) {
        problems.add("events.json and records.jsonl are not the same events.");
      }
    } catch (IOException _) {
      problems.add("events.json is damaged.");
    }
  }

  /// Computes every link from the first record to the end, and compares on the way.
  private List<Head> way(
      IncidentBundle.About about, List<Evidence.Linked> evidence, List<Head> heads) {
    var records = new HashMap<Long, Evidence.Linked>();
    evidence.forEach(linked -> records.put(linked.record().sequence(), linked));
    var given = Head.bySequence(about.space(), heads);
    var agreed = new ArrayList<Head>();
    var link = about.linkBefore();
    var sequence = about.firstDigest();
    if (link == null) {
      return agreed;
    }
    for (var digest : text(IncidentBundle.DIGESTS).lines().toList()) {
      var linked = records.get(sequence);
      if (linked != null
          && !(link.equals(linked.previous()) && digest.equals(Chain.digest(linked.record())))) {
        problems.add("The record of sequence %d is not on the chain.".formatted(sequence));
      }
      link = Chain.link(link, digest);
      for (var head : given.getOrDefault(sequence, List.of())) {
        if (head.link().equals(link)) {
          agreed.add(head);
        } else {
          problems.add(
              "The head of sequence %d, delivered at %s, is another than the bundle's."
                  .formatted(sequence, head.at()));
        }
      }
      sequence++;
    }
    return agreed;
  }

  private byte[] bytes(String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  private String text(String name) {
    return new String(bytes(name), UTF_8);
  }
}
