package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.RecordType;
import java.util.Optional;
import java.util.Random;

/// The parts of one user database that its resources share.
///
/// @param random for what a real server does at random
record Database(
    Schema schema,
    RecordStore store,
    RecordEngine engine,
    RecordPaths paths,
    ClearQuestSettings settings,
    Messages messages,
    TypeNames typeNames,
    Random random) {

  String address(OslcCall call) {
    return call.base() + "/repo/" + schema.repository() + "/db/" + schema.database();
  }

  /// Refuses another schema repository or database than the one there is.
  void requireHere(OslcCall call) {
    boolean here =
        call.http().parameter("repo").equals(schema.repository())
            && call.http().parameter("db").equals(schema.database());
    if (!here) {
      throw Rejection.of(404, messages.text("no-database", call.http().rawPath()));
    }
  }

  /// The type that a request names.
  RecordType requireType(String name) {
    Optional<RecordType> type = schema.type(name);
    type.ifPresent(found -> typeNames.asked(found, name));
    return type.orElseThrow(() -> Rejection.of(400, messages.text("no-type", name)));
  }

  /// The type with the number in the path.
  RecordType requireType(OslcCall call, String place) {
    String dbid = call.http().parameter(place);
    return Optional.of(dbid)
        .filter(text -> text.matches("\\d{1,18}"))
        .flatMap(text -> schema.type(Long.parseLong(text)))
        .orElseThrow(() -> Rejection.of(404, messages.text("no-type", dbid)));
  }

  /// The record with the numbers in the path.
  StoredRecord requireRecord(OslcCall call) {
    requireHere(call);
    String reference = call.http().parameter("record");
    return store
        .find(reference)
        .orElseThrow(() -> Rejection.of(404, messages.text("no-record", reference)));
  }

  RecordType typeOf(StoredRecord record) {
    return schema.type(record.type()).orElseThrow();
  }

  /// Shows records for this call; texts are cut as the site is set up.
  RecordResource resource(OslcCall call) {
    boolean cut = call.isVersion2() || settings.has(Habit.CUT_IN_VERSION_1);
    return new RecordResource(schema, store, paths, cut ? settings.textLimit() : 0, address(call));
  }

  /// Records of a query are cut in both versions.
  RecordResource resourceInQuery(OslcCall call) {
    return new RecordResource(schema, store, paths, settings.textLimit(), address(call));
  }
}
