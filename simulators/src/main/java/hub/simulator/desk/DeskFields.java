package hub.simulator.desk;

import java.util.List;

/// The desk's own names of what every desk has, for pages and tests.
///
/// @param number what people call a ticket by
/// @param reference where the number of another tool's ticket stands
/// @param choices the values of priority, as people may choose them; empty if the desk computes it
public record DeskFields(
    String key,
    String number,
    String title,
    String description,
    String priority,
    String state,
    String reference,
    List<String> choices,
    List<String> states) {}
