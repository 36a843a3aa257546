package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.util.List;
import java.util.Optional;

/// What a mapping made of a payload, and why (`./hub map`).
///
/// @param ticket empty if there are reasons against
/// @param canonical what the jq yielded, before value maps; null node if the jq failed
/// @param rules by field, in the order of the names
/// @param reasons why there is no ticket; empty if there is one
public record MappingExplanation(
    Optional<Ticket> ticket, JsonNode canonical, List<FieldRule> rules, List<String> reasons) {

  public MappingExplanation {
    rules = List.copyOf(rules);
    reasons = List.copyOf(reasons);
  }

  /// Which rules made one field.
  ///
  /// @param tool the value before the value map
  /// @param value the canonical value
  /// @param madeBy the lines of the jq and the entries of the configuration, in order
  public record FieldRule(Field field, String tool, String value, List<String> madeBy) {}
}
