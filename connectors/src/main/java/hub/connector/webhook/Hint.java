package hub.connector.webhook;

/// A tool says that something has happened to a ticket.
///
/// @param ticketId the tool's internal id
/// @param saysDeleted whether it says that the ticket is gone, which the read then confirms
public record Hint(String ticketId, boolean saysDeleted) {}
