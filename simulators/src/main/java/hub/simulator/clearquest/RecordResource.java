package hub.simulator.clearquest;

import hub.simulator.clearquest.OslcResource.Property;
import hub.simulator.clearquest.OslcResource.Value;
import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shows records as resources of the newer protocol version.
final class RecordResource {
  private static final List<String> SYSTEM =
      List.of(
          "dcterms:type",
          "dcterms:identifier",
          "oslc:shortTitle",
          "dcterms:title",
          "dcterms:description",
          "dcterms:creator",
          "oslc_cm:status",
          "oslc:instanceShape",
          "dbid",
          "record_type",
          "version",
          "lock_version",
          "locked_by",
          "is_active",
          "ratl_mastership",
          "history");
  private static final Set<String> PREFIXES = Set.of("dcterms", "oslc", "oslc_cm", "rdf", "rdfs");

  private final Schema schema;
  private final RecordStore store;
  private final RecordPaths paths;
  private final int textLimit;
  private final String databaseAddress;

  RecordResource(
      Schema schema, RecordStore store, RecordPaths paths, int textLimit, String databaseAddress) {
    this.schema = schema;
    this.store = store;
    this.paths = paths;
    this.textLimit = textLimit;
    this.databaseAddress = databaseAddress;
  }

  String address(StoredRecord record) {
    return databaseAddress + "/record/" + store.reference(record);
  }

  /// The record with the selected properties; all it has if everything is selected.
  OslcResource show(StoredRecord record, Selection selection) {
    RecordType type = schema.type(record.type()).orElseThrow();
    OslcResource resource = new OslcResource(address(record), "oslc_cm:ChangeRequest");
    List<String> names = new ArrayList<>();
    if (selection.all()) {
      names.addAll(SYSTEM);
      type.fields().forEach(field -> names.add(field.name()));
    }
    selection.names().keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
    for (String name : names) {
      property(type, record, name, selection.nested(name))
          .ifPresent(property -> resource.with(prefixed(name), property));
    }
    return resource;
  }

  /// The record's address and nothing else, as a query without a selection gives it.
  OslcResource reference(StoredRecord record) {
    return new OslcResource(address(record), "rdf:Description");
  }

  private static String prefixed(String name) {
    int colon = name.indexOf(':');
    return colon > 0 && PREFIXES.contains(name.substring(0, colon)) ? name : "cq:" + name;
  }

  private Optional<Property> property(
      RecordType type, StoredRecord record, String name, Selection nested) {
    return switch (name) {
      case "rdf:type" -> Optional.empty();
      case "dbid", "dcterms:identifier" -> text(Long.toString(record.dbid()));
      case "dcterms:type", "record_type" -> text(record.type());
      case "oslc:shortTitle" -> text(RecordPaths.shortTitle(type, record));
      case "version" -> whole(record.version());
      case "lock_version" -> whole(0);
      case "is_active" -> whole(1);
      case "locked_by", "ratl_mastership" -> Optional.of(new Property(List.of(), false));
      case "oslc:instanceShape" ->
          links(List.of(databaseAddress + "/record-type/" + type.dbid()), true);
      case "history" -> history(record, nested);
      case "dcterms:creator" -> creator(type, record);
      default -> {
        String fieldName = RecordPaths.fieldFor(type, name);
        boolean isStandard = name.contains(":");
        Optional<Field> field = type.field(fieldName);
        if (field.isEmpty() && !isStandard) {
          throw Rejection.of(
              400,
              "The record type " + type.name() + " does not have a field named \"" + name + "\".");
        }
        yield field.map(found -> fieldValue(record, found, nested));
      }
    };
  }

  private Property fieldValue(StoredRecord record, Field field, Selection nested) {
    List<String> values = record.values().getOrDefault(field.name(), List.of());
    return switch (field.kind()) {
      case INT -> new Property(numbers(values), false);
      case DATE_TIME -> new Property(values.stream().<Value>map(Value.Moment::new).toList(), false);
      case REFERENCE -> new Property(references(values, nested), false);
      case REFERENCE_LIST -> new Property(references(values, nested), true);
      case ATTACHMENT_LIST ->
          new Property(List.of(new Value.Link(address(record) + "/field/" + field.name())), true);
      case MULTILINE_STRING ->
          new Property(
              values.stream().<Value>map(value -> new Value.Text(cut(value))).toList(), false);
      case SHORT_STRING, ID, STATE, JOURNAL, DBID, STATETYPE, RECORDTYPE ->
          new Property(values.stream().<Value>map(Value.Text::new).toList(), false);
    };
  }

  /// Texts of several lines are cut without a word: the reader has to know the limit.
  private String cut(String text) {
    return textLimit > 0 && text.length() > textLimit ? text.substring(0, textLimit) : text;
  }

  private static List<Value> numbers(List<String> values) {
    return values.stream().<Value>map(value -> new Value.Whole(Long.parseLong(value))).toList();
  }

  private List<Value> references(List<String> values, Selection nested) {
    List<Value> all = new ArrayList<>();
    for (String reference : values) {
      Optional<StoredRecord> target = store.find(reference);
      all.add(
          target.isPresent() && !nested.isEmpty()
              ? new Value.Inline(show(target.get(), nested))
              : new Value.Link(databaseAddress + "/record/" + reference));
    }
    return all;
  }

  private Optional<Property> creator(RecordType type, StoredRecord record) {
    String field = RecordPaths.fieldFor(type, "dcterms:creator");
    if (!type.has(field)) {
      return Optional.empty();
    }
    String login = store.find(record.value(field)).map(user -> user.value("login_name")).orElse("");
    return links(login.isEmpty() ? List.of() : List.of(databaseAddress + "/user/" + login), false);
  }

  private Optional<Property> history(StoredRecord record, Selection nested) {
    String address = address(record) + "/field/history";
    if (nested.isEmpty()) {
      return links(List.of(address), true);
    }
    List<Value> entries = new ArrayList<>();
    for (StoredRecord.HistoryEntry entry : record.history()) {
      entries.add(
          new Value.Inline(
              new OslcResource(address + "/" + entry.dbid(), "oslc_cm:ChangeRequest")
                  .with("cq:dbid", Long.toString(entry.dbid()))
                  .with("cq:action_timestamp", new Value.Moment(paths.historyTime(entry)))
                  .with("cq:action_name", entry.action())
                  .with("cq:user_name", entry.user())
                  .with("cq:old_state", entry.oldState())
                  .with("cq:new_state", entry.newState())));
    }
    return Optional.of(new Property(entries, true));
  }

  private static Optional<Property> text(String text) {
    return Optional.of(new Property(List.of(new Value.Text(text)), false));
  }

  private static Optional<Property> whole(long number) {
    return Optional.of(new Property(List.of(new Value.Whole(number)), false));
  }

  private static Optional<Property> links(List<String> addresses, boolean isList) {
    return Optional.of(
        new Property(addresses.stream().<Value>map(Value.Link::new).toList(), isList));
  }
}
