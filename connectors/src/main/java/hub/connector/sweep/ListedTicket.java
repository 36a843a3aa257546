package hub.connector.sweep;

/// A ticket as a tool's list of changed tickets shows it.
///
/// @param id the tool's internal id
/// @param updated when it was last changed, in epoch milliseconds of the tool's clock
public record ListedTicket(String id, long updated) {}
