package hub.simulator.ticket;

import java.util.List;

/// A change of state that is possible now, with the fields its screen asks for.
public record TicketAction(String name, List<EditableField> screen) {}
