package hub.simulator.ticket;

/// Someone with an account in a tool: the login and the name people read.
public record Person(String login, String name) {}
