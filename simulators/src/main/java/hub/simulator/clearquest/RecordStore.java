package hub.simulator.clearquest;

import hub.simulator.store.Cabinet;
import hub.simulator.store.Counters;
import hub.simulator.store.Shelf;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The records of one user database.
final class RecordStore {
  private static final long RECORDS = 1;
  private static final long HISTORY = 2;
  private static final long FILES = 3;
  private static final long FIRST_TYPE = 100;
  private static final long FIRST_DBID = 33_554_433;

  private final Schema schema;
  private final Counters counters;
  private final Shelf<StoredRecord> records;

  RecordStore(Schema schema, Cabinet cabinet) {
    this.schema = schema;
    this.counters = new Counters(cabinet);
    this.records = cabinet.shelf("record", StoredRecord.class);
  }

  Optional<StoredRecord> find(Schema.RecordType type, long dbid) {
    return records.find(dbid).filter(record -> record.type().equals(type.name()));
  }

  /// By a reference `typeDbid-dbid`.
  Optional<StoredRecord> find(String reference) {
    String[] parts = reference.split("-", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      long dbid = Long.parseLong(parts[1]);
      return schema.type(Long.parseLong(parts[0])).flatMap(type -> find(type, dbid));
    } catch (NumberFormatException malformed) {
      return Optional.empty();
    }
  }

  /// By the visible id in any case, or by the unique key of a stateless type.
  Optional<StoredRecord> findByName(Schema.RecordType type, String name) {
    String key = type.uniqueKey() == null ? "id" : type.uniqueKey();
    return all(type).filter(record -> record.value(key).equalsIgnoreCase(name)).findFirst();
  }

  /// A record of the type that a reference field points to, by that type's unique key.
  Optional<StoredRecord> findByKey(Schema.Field field, String key) {
    return Optional.ofNullable(field.target())
        .flatMap(schema::type)
        .flatMap(type -> findByName(type, key));
  }

  Stream<StoredRecord> all(Schema.RecordType type) {
    return records.all().filter(record -> record.type().equals(type.name()));
  }

  Stream<StoredRecord> allAsOf(Schema.RecordType type, Instant moment) {
    return records.allAsOf(moment).filter(record -> record.type().equals(type.name()));
  }

  void put(StoredRecord record) {
    records.put(record.dbid(), record);
  }

  void remove(StoredRecord record) {
    records.remove(record.dbid());
  }

  String reference(StoredRecord record) {
    long type = schema.type(record.type()).orElseThrow().dbid();
    return type + "-" + record.dbid();
  }

  long nextDbid() {
    return counters.next(RECORDS, FIRST_DBID);
  }

  long nextHistoryDbid() {
    return counters.next(HISTORY, FIRST_DBID);
  }

  long nextFileDbid() {
    return counters.next(FILES, FIRST_DBID);
  }

  /// The next visible id of a type: the database's name and eight digits.
  String nextId(Schema.RecordType type) {
    long number = counters.next(FIRST_TYPE + schema.types().indexOf(type), 1);
    return schema.database() + String.format("%08d", number);
  }
}
