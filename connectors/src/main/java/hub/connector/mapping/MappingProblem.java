package hub.connector.mapping;

import java.util.List;

/// A payload that does not make a canonical ticket, with every reason found.
///
/// The reasons name systems, fields and coded values, never free text of the ticket.
public final class MappingProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> reasons;

  public MappingProblem(List<String> reasons) {
    super(String.join("; ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  public MappingProblem(String reason) {
    this(List.of(reason));
  }

  public List<String> reasons() {
    return reasons;
  }
}
