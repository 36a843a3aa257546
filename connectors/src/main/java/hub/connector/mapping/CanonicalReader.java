package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reference;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what the jq of a system yields: a canonical ticket as JSON, still with the tool's values.
///
/// Collects every mistake instead of ending at the first.
final class CanonicalReader {

  private static final Set<String> PARTS =
      Set.of(
          "id",
          "key",
          "kind",
          "version",
          "presence",
          "fields",
          "counterparts",
          "comments",
          "commentsComplete",
          "references",
          "marker",
          "createdAt",
          "lastChange",
          "changes",
          "refused");

  private final String system;
  private final CanonicalValues values;
  private final List<String> reasons = new ArrayList<>();
  private final Map<Field, CanonicalValues.Held> held = new TreeMap<>();

  CanonicalReader(String system, SystemConfig config) {
    this.system = system;
    this.values = new CanonicalValues(system, config);
  }

  /// The ticket, or null if there are [#reasons()].
  @Nullable Ticket read(JsonNode canonical) {
    if (!canonical.isObject()) {
      reasons.add(system + ": the mapping must yield an object, not " + typeOf(canonical));
      return null;
    }
    canonical
        .fieldNames()
        .forEachRemaining(part -> {
          if (!PARTS.contains(part)) {
            reasons.add(
                "%s: the mapping yields \"%s\", which a ticket does not have; it has %s"
                    .formatted(system, part, PARTS.stream().sorted().toList()));
          }
        });
    var refused = text(canonical, "refused");
    if (!refused.isEmpty()) {
      reasons.add(system + ": " + refused);
    }
    var id = text(canonical, "id");
    if (id.isBlank()) {
      reasons.add(system + ": the ticket has no internal id");
    }
    var fields = fields(canonical.path("fields"));
    var counterparts = counterparts(canonical.path("counterparts"));
    var comments = comments(canonical.path("comments"));
    var references = references(canonical.path("references"), counterparts);
    var lastChange = change(canonical.path("lastChange"), "lastChange", false);
    var changes = changes(canonical.path("changes"));
    var createdAt = time(canonical.path("createdAt"), "createdAt");
    var version = version(canonical.path("version"));
    var presence = presence(text(canonical, "presence"));
    if (!reasons.isEmpty()) {
      return null;
    }
    return new Ticket(
        new TicketRef(system, id),
        text(canonical, "key"),
        text(canonical, "kind"),
        version,
        presence,
        fields.with(counterparts),
        comments,
        canonical.path("comments").isArray() && canonical.path("commentsComplete").asBoolean(true),
        references,
        text(canonical, "marker"),
        createdAt,
        lastChange,
        changes);
  }

  List<String> reasons() {
    return List.copyOf(reasons);
  }

  /// The tool's value and the canonical one, by field, for explanations.
  Map<Field, CanonicalValues.Held> held() {
    return held;
  }

  private Fields fields(JsonNode node) {
    var read = new TreeMap<Field, String>();
    properties(node, "fields")
        .forEach(entry -> {
          if (entry.getKey().isBlank()) {
            reasons.add(system + ": a field has an empty name");
            return;
          }
          var field = new Field(entry.getKey());
          var value = values.read(field, entry.getValue());
          switch (value) {
            case CanonicalValues.Held one -> {
              held.put(field, one);
              read.put(field, one.canonical());
            }
            case CanonicalValues.Unreadable(var reason) -> reasons.add(reason);
          }
        });
    return Fields.of(read);
  }

  private Fields counterparts(JsonNode node) {
    var read = new TreeMap<Field, String>();
    properties(node, "counterparts")
        .forEach(entry -> {
          if (entry.getKey().isBlank()
              || !(entry.getValue().isTextual() || entry.getValue().isNull())) {
            reasons.add(
                "%s: counterparts.%s must be a key as text".formatted(system, entry.getKey()));
            return;
          }
          var field = Field.counterpart(entry.getKey());
          var key = entry.getValue().asText("").strip();
          held.put(field, new CanonicalValues.Held(key, key, ""));
          read.put(field, key);
        });
    return Fields.of(read);
  }

  private List<Comment> comments(JsonNode node) {
    var read = new ArrayList<Comment>();
    for (var comment : elements(node, "comments")) {
      var id = text(comment, "id");
      if (id.isBlank()) {
        reasons.add(system + ": a comment has no id");
        continue;
      }
      var marked = CommentMarker.read(text(comment, "text"));
      var marker = text(comment, "marker");
      read.add(
          new Comment(
              id,
              text(comment, "author"),
              time(comment.path("writtenAt"), "comments[" + id + "].writtenAt"),
              marked.text(),
              comment.path("restricted").asBoolean(false),
              marker.isEmpty() ? marked.marker() : marker));
    }
    return read;
  }

  private List<Reference> references(JsonNode node, Fields counterparts) {
    var read = new ArrayList<Reference>();
    counterparts
        .values()
        .forEach((field, key) -> {
          if (!key.isEmpty()) {
            read.add(
                new Reference(Reference.Kind.SAME, field.counterpartSystem().orElseThrow(), key));
          }
        });
    for (var reference : elements(node, "references")) {
      var kind = named(Reference.Kind.class, text(reference, "kind"));
      var other = text(reference, "system");
      var key = text(reference, "key").strip();
      if (kind == null || other.isBlank() || key.isEmpty()) {
        reasons.add(
            "%s: a reference needs a kind of %s, a system and a key"
                .formatted(system, List.of(Reference.Kind.values())));
        continue;
      }
      var made = new Reference(kind, other, key);
      if (!read.contains(made)) {
        read.add(made);
      }
    }
    return read;
  }

  private Map<Field, Change> changes(JsonNode node) {
    var read = new TreeMap<Field, Change>();
    properties(node, "changes")
        .forEach(entry -> {
          var change = change(entry.getValue(), "changes." + entry.getKey(), true);
          if (change != null && !entry.getKey().isBlank()) {
            read.put(new Field(entry.getKey()), change);
          }
        });
    return read;
  }

  private @Nullable Change change(JsonNode node, String where, boolean isExact) {
    var at = time(node.path("at"), where + ".at");
    if (at == null) {
      return null;
    }
    var by = text(node, "by");
    return new Change(at, by.isEmpty() ? null : by, isExact);
  }

  private @Nullable Instant time(JsonNode node, String where) {
    if (node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank())) {
      return null;
    }
    var read = ToolTime.parse(node.asText());
    if (read.isEmpty()) {
      reasons.add("%s: %s is not a time with an offset".formatted(system, where));
    }
    return read.orElse(null);
  }

  private Version version(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank())) {
      return Version.NONE;
    }
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
      return new Version(node.longValue());
    }
    var text = node.asText().strip();
    if (node.isTextual() && text.length() <= 18 && text.chars().allMatch(Character::isDigit)) {
      return new Version(Long.parseLong(text));
    }
    var time = node.isTextual() ? ToolTime.parse(text) : java.util.Optional.<Instant>empty();
    if (time.isEmpty()) {
      reasons.add(system + ": version is neither a number nor a time with an offset");
    }
    return time.map(at -> new Version(at.toEpochMilli())).orElse(Version.NONE);
  }

  private Presence presence(String name) {
    var presence = name.isEmpty() ? Presence.PRESENT : named(Presence.class, name);
    if (presence == null) {
      reasons.add("%s: presence must be one of %s".formatted(system, List.of(Presence.values())));
      return Presence.NOT_VISIBLE;
    }
    return presence;
  }

  private List<JsonNode> elements(JsonNode node, String where) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      reasons.add("%s: %s must be a list, not %s".formatted(system, where, typeOf(node)));
    }
    var all = new ArrayList<JsonNode>();
    node.forEach(all::add);
    return all;
  }

  private Set<Map.Entry<String, JsonNode>> properties(JsonNode node, String where) {
    if (node.isMissingNode() || node.isNull()) {
      return Set.of();
    }
    if (!node.isObject()) {
      reasons.add("%s: %s must be an object, not %s".formatted(system, where, typeOf(node)));
    }
    return node.properties().stream().collect(Collectors.toUnmodifiableSet());
  }

  private static String text(JsonNode node, String part) {
    var value = node.path(part);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  private static <E extends Enum<E>> @Nullable E named(Class<E> type, String name) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return null;
  }

  static String typeOf(JsonNode node) {
    return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
