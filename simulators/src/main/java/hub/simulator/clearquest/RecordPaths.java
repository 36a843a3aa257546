package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.FieldKind;
import hub.simulator.clearquest.Schema.RecordType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the values of a record along a path of fields and references, and compares them.
final class RecordPaths {
  /// Standard properties and the first field that exists for each.
  static final Map<String, List<String>> MAPPED =
      Map.of(
          "dcterms:title", List.of("Headline", "fullname", "name"),
          "dcterms:description", List.of("Description"),
          "dcterms:creator", List.of("Submitter"),
          "oslc_cm:status", List.of("State"));

  private static final int LONGEST_NUMBER = 18;

  private static final DateTimeFormatter UNCONVERTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");

  private final Schema schema;
  private final RecordStore store;
  private final ZoneId historyZone;

  RecordPaths(Schema schema, RecordStore store, ZoneId historyZone) {
    this.schema = schema;
    this.store = store;
    this.historyZone = historyZone;
  }

  /// The field behind a standard property, or the name itself.
  static String fieldFor(RecordType type, String name) {
    return MAPPED.getOrDefault(name, List.of(name)).stream()
        .filter(type::has)
        .findFirst()
        .orElse(name);
  }

  boolean fits(RecordType type, StoredRecord record, List<Condition> conditions) {
    return conditions.stream().allMatch(condition -> fits(type, record, condition));
  }

  private boolean fits(RecordType type, StoredRecord record, Condition condition) {
    // Ids are the same in any case: old databases have both spellings.
    boolean isId = condition.path().equals(List.of("id"));
    List<String> values = folded(values(type, record, condition.path()), isId);
    List<String> wanted = folded(condition.values(), isId);
    if (condition.operator().equals("in")) {
      return wanted.stream().anyMatch(value -> isIn(values, value));
    }
    String bound = wanted.getFirst();
    if (condition.operator().equals("!=")) {
      return values.stream().noneMatch(value -> compare(value, bound) == 0);
    }
    if (condition.operator().equals("=") && bound.isEmpty()) {
      return values.isEmpty();
    }
    return values.stream().anyMatch(value -> holds(compare(value, bound), condition.operator()));
  }

  private static List<String> folded(List<String> values, boolean isId) {
    return isId ? values.stream().map(value -> value.toUpperCase(Locale.ROOT)).toList() : values;
  }

  /// In a list the empty text stands for no value, and the asterisk for any.
  private static boolean isIn(List<String> values, String wanted) {
    return switch (wanted) {
      case "" -> values.isEmpty();
      case "*" -> !values.isEmpty();
      default -> values.stream().anyMatch(value -> compare(value, wanted) == 0);
    };
  }

  private static boolean holds(int sign, String operator) {
    return switch (operator) {
      case "=" -> sign == 0;
      case "<" -> sign < 0;
      case ">" -> sign > 0;
      case "<=" -> sign <= 0;
      default -> sign >= 0;
    };
  }

  /// As moments or numbers if both are, as addresses by their last part, else as texts.
  private static int compare(String value, String bound) {
    if (isNumber(value) && isNumber(bound)) {
      return Long.compare(Long.parseLong(value), Long.parseLong(bound));
    }
    Optional<Instant> moment = DateTimes.parse(value);
    Optional<Instant> other = DateTimes.parse(bound);
    if (moment.isPresent() && other.isPresent()) {
      return moment.get().compareTo(other.get());
    }
    String plain = bound.startsWith("http") ? bound.substring(bound.lastIndexOf('/') + 1) : bound;
    return value.compareTo(plain);
  }

  private static boolean isNumber(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - first;
    return digits > 0
        && digits <= LONGEST_NUMBER
        && text.chars().skip(first).allMatch(character -> character >= '0' && character <= '9');
  }

  /// All values at the end of the path; a [Rejection] with status 400 for a field that is not
  /// there.
  List<String> values(RecordType type, StoredRecord record, List<String> path) {
    String name = fieldFor(type, path.getFirst());
    List<String> rest = path.subList(1, path.size());
    if (name.equals("history")) {
      return record.history().stream().flatMap(entry -> historyValue(entry, rest)).toList();
    }
    List<String> values = ownValues(type, record, name);
    if (rest.isEmpty()) {
      return values;
    }
    Field field = type.field(name).orElseThrow(() -> noField(type, name));
    RecordType target =
        Optional.ofNullable(field.target())
            .flatMap(schema::type)
            .orElseThrow(() -> noField(type, String.join(".", path)));
    return values.stream()
        .flatMap(reference -> store.find(reference).stream())
        .flatMap(found -> values(target, found, rest).stream())
        .toList();
  }

  private List<String> ownValues(RecordType type, StoredRecord record, String name) {
    return switch (name) {
      case "dbid", "dcterms:identifier" -> List.of(Long.toString(record.dbid()));
      case "version" -> List.of(Integer.toString(record.version()));
      case "record_type", "dcterms:type" -> List.of(record.type());
      case "is_active" -> List.of("1");
      case "oslc:shortTitle" -> List.of(shortTitle(type, record));
      default -> {
        if (!type.has(name)) {
          throw noField(type, name);
        }
        yield record.values().getOrDefault(name, List.of());
      }
    };
  }

  /// What people call the record: its id, or its unique key.
  static String shortTitle(RecordType type, StoredRecord record) {
    return record.value(type.uniqueKey() == null ? "id" : type.uniqueKey());
  }

  private Stream<String> historyValue(StoredRecord.HistoryEntry entry, List<String> path) {
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "action_timestamp" -> Stream.of(historyTime(entry));
      case "action_name" -> Stream.of(entry.action());
      case "user_name" -> Stream.of(entry.user());
      case "old_state" -> Stream.of(entry.oldState());
      case "new_state" -> Stream.of(entry.newState());
      default -> Stream.of(Long.toString(entry.dbid()));
    };
  }

  /// The time on the database server's wall, which comes out as if it were UTC.
  String historyTime(StoredRecord.HistoryEntry entry) {
    return UNCONVERTED.format(entry.at().atZone(historyZone));
  }

  /// `+cq:id,-cq:dbid`: ascending and descending.
  Comparator<StoredRecord> order(RecordType type, String source) {
    Comparator<StoredRecord> order = (a, b) -> 0;
    if (!source.isBlank()) {
      Scanner scanner = new Scanner(source);
      do {
        boolean descending = scanner.skip("-");
        if (!descending) {
          scanner.skip("+");
        }
        List<String> path = List.of(scanner.name());
        Comparator<StoredRecord> part =
            (a, b) -> compare(first(type, a, path), first(type, b, path));
        order = order.thenComparing(descending ? part.reversed() : part);
      } while (scanner.skip(","));
    }
    return order.thenComparingLong(StoredRecord::dbid);
  }

  private String first(RecordType type, StoredRecord record, List<String> path) {
    return values(type, record, path).stream().findFirst().orElse("");
  }

  static boolean isReference(Field field) {
    return field.kind() == FieldKind.REFERENCE || field.kind() == FieldKind.REFERENCE_LIST;
  }

  private static Rejection noField(RecordType type, String name) {
    return Rejection.of(
        400, "The record type " + type.name() + " does not have a field named \"" + name + "\".");
  }
}
