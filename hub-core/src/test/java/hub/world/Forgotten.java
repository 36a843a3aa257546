package hub.world;

import hub.incident.Entry;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.LateWrites;
import hub.incident.Entry.OpenAttempt;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.Shadow;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Design D12: of an incident that was erased the hub knows no text and nobody's name, whatever its
/// tools have shown, and whatever commands have ended, since.
final class Forgotten implements Invariant {

  private static final String ERASED = "erased";

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    for (var entry : world.space.entries()) {
      told(world, entry)
          .filter(text -> !text.isEmpty() && !text.equals(ERASED))
          .forEach(
              text -> violations.add("'%s' is still known by %s".formatted(text, entry.key())));
    }
    return violations;
  }

  /// What people have written that an entry of an erased incident holds.
  private static Stream<String> told(World world, Entry entry) {
    return switch (entry) {
      case Incident incident when incident.isErased() ->
          incident.fields().entrySet().stream()
              .flatMap(field ->
                  Stream.concat(
                      field.getKey().isCoded() ? Stream.of() : Stream.of(field.getValue().value()),
                      Stream.ofNullable(field.getValue().by())));
      case Shadow shadow when isErased(world, shadow.incident()) ->
          Stream.of(texts(shadow.fields()), wanted(shadow.parked()), sent(shadow))
              .flatMap(text -> text);
      case CommentRecord comment when isErased(world, comment.incident()) ->
          Stream.of(comment.author(), comment.text());
      case ParkedCreate parked when isErased(world, parked.incident()) -> wanted(parked.fields());
      case Notice notice when isErased(world, notice.incident()) -> texts(notice.facts());
      case Outstanding waiting when isErased(world, waiting.incident()) ->
          Stream.of(waiting.command().id());
      case OpenAttempt open when isErased(world, new IncidentId(open.command().incident())) ->
          Stream.of(open.command().id());
      case LateWrites late when isErased(world, late.ticket()) ->
          late.values().stream().map(value -> value.value());
      case Entry _ -> Stream.of();
    };
  }

  private static Stream<String> texts(Fields fields) {
    return fields.where((field, _) -> !field.isCoded()).values().values().stream();
  }

  private static Stream<String> wanted(Map<Field, Parking> parked) {
    return parked.entrySet().stream()
        .filter(field -> !field.getKey().isCoded())
        .map(field -> field.getValue().desired());
  }

  private static Stream<String> sent(Shadow shadow) {
    return shadow.ours().entrySet().stream()
        .filter(field -> !field.getKey().isCoded())
        .map(field -> field.getValue().sent());
  }

  private static boolean isErased(World world, TicketRef ticket) {
    return world
        .space
        .shadow(ticket)
        .filter(known -> isErased(world, known.incident()))
        .isPresent();
  }

  private static boolean isErased(World world, @Nullable IncidentId id) {
    return id != null && world.space.incident(id).filter(Incident::isErased).isPresent();
  }
}
