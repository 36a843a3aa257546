package hub.simulator.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A ticket as people and tests see it, whichever tool holds it. `fields` has the tool's own names;
/// `actions` are the state changes that are possible now; `references` are the keys of tickets in
/// other tools that it names.
public record TicketView(
    String tool,
    String id,
    String key,
    String type,
    String title,
    String priority,
    String state,
    int version,
    Instant changed,
    Map<String, String> fields,
    List<String> comments,
    List<String> actions,
    List<String> references) {}
