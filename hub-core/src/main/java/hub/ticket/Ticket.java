package hub.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A ticket in canonical words: what one tool held when it was read.
///
/// @param ref identity
/// @param key what people call it, such as `DRIFT-12`; may change
/// @param kind the tool's type of ticket, such as `Incident`
/// @param version the tool's own version
/// @param presence whether it could be read
/// @param fields canonical values, see [Fields] for absent and empty
/// @param comments all that were read
/// @param commentsRead whether `comments` is the whole list; else there may be others
/// @param references what it says about other tickets
/// @param marker the hub's creation marker that it carries, or empty
/// @param createdAt as the tool claims; decides which of two duplicates is the older
/// @param lastChange the last change of the record; an upper bound for fields without an entry in
///   `changes`
/// @param changes the last change of single fields, where the tool has a changelog
public record Ticket(
    TicketRef ref,
    String key,
    String kind,
    Version version,
    Presence presence,
    @Personal Fields fields,
    List<Comment> comments,
    boolean commentsRead,
    List<Reference> references,
    String marker,
    @Nullable Instant createdAt,
    @Nullable Change lastChange,
    Map<Field, Change> changes) {

  /// Whether a ticket can still be seen (design §5: marked, not forgotten).
  public enum Presence {
    PRESENT,
    DELETED,
    /// Not found, but deletion is not certain: a missing right looks the same.
    NOT_VISIBLE
  }

  public Ticket {
    comments = List.copyOf(comments);
    references = List.copyOf(references);
    changes = Map.copyOf(changes);
  }

  /// A ticket that can be read, with fields alone. The rest is added with the `with…` methods.
  public static Ticket of(TicketRef ref, String key, Version version, Fields fields) {
    return new Ticket(
        ref,
        key,
        "",
        version,
        Presence.PRESENT,
        fields,
        List.of(),
        false,
        List.of(),
        "",
        null,
        null,
        Map.of());
  }

  /// A ticket that the tool no longer shows.
  public static Ticket gone(TicketRef ref, Presence presence) {
    return new Ticket(
        ref,
        "",
        "",
        Version.NONE,
        presence,
        Fields.NONE,
        List.of(),
        false,
        List.of(),
        "",
        null,
        null,
        Map.of());
  }

  public Ticket withFields(Fields changed) {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        changed,
        comments,
        commentsRead,
        references,
        marker,
        createdAt,
        lastChange,
        changes);
  }

  public Ticket withComments(List<Comment> all) {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        all,
        true,
        references,
        marker,
        createdAt,
        lastChange,
        changes);
  }

  /// With comments of which it is not known whether they are all.
  public Ticket withSomeComments(List<Comment> some) {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        some,
        false,
        references,
        marker,
        createdAt,
        lastChange,
        changes);
  }

  /// The record alone: comments are stored apart, so that an incident with 500 of them stays small.
  public Ticket withoutComments() {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        List.of(),
        false,
        references,
        marker,
        createdAt,
        lastChange,
        changes);
  }

  public Ticket withReferences(List<Reference> all) {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        comments,
        commentsRead,
        all,
        marker,
        createdAt,
        lastChange,
        changes);
  }

  public Ticket withMarker(String mark) {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        comments,
        commentsRead,
        references,
        mark,
        createdAt,
        lastChange,
        changes);
  }

  public Ticket withChanges(@Nullable Change last, Map<Field, Change> byField) {
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        comments,
        commentsRead,
        references,
        marker,
        createdAt,
        last,
        new TreeMap<>(byField));
  }

  /// With the claimed times of its changes and its beginning in the hub's clock (design D6).
  public Ticket inHubTime(Reading reading) {
    if (reading.clockAhead() == null) {
      return this;
    }
    var byField = new TreeMap<Field, Change>();
    changes.forEach((field, change) -> byField.put(field, inHubTime(reading, change)));
    return new Ticket(
        ref,
        key,
        kind,
        version,
        presence,
        fields,
        comments,
        commentsRead,
        references,
        marker,
        createdAt == null ? null : reading.inHubTime(createdAt),
        lastChange == null ? null : inHubTime(reading, lastChange),
        byField);
  }

  private static Change inHubTime(Reading reading, Change change) {
    return new Change(reading.inHubTime(change.at()), change.by(), change.isExact());
  }

  /// The claimed change of a field: its own if the tool has a changelog, else the record's.
  public Optional<Change> changeOf(Field field) {
    var own = changes.get(field);
    return own != null ? Optional.of(own) : Optional.ofNullable(lastChange);
  }

  /// The visible key together with the system, for messages.
  public String label() {
    return ref.system() + ":" + (key.isEmpty() ? ref.id() : key);
  }
}
