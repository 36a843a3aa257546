package hub.config;

import hub.ticket.Field;
import hub.ticket.Fields;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which ticket begets a counterpart in which system, and what is set on it.
public record CounterpartRule(
    @Describe("The rule of the process, such as R4.2.") String rule,
    @Describe("The system whose ticket begets a counterpart.") String from,
    @Describe("Canonical fields of that ticket and the values that make the rule apply.")
        Map<Field, Set<String>> when,
    @Describe("The system in which the counterpart is created.") String create,
    @Describe("Canonical values that are set on the counterpart and in the incident.")
        Map<Field, String> set) {

  public CounterpartRule {
    when = Collections.unmodifiableMap(new TreeMap<>(when));
    set = Collections.unmodifiableMap(new TreeMap<>(set));
  }

  /// Whether a ticket with these fields begets the counterpart.
  public boolean appliesTo(Fields fields) {
    return when.entrySet().stream()
        .allMatch(
            condition -> condition.getValue().contains(fields.getOrEmpty(condition.getKey())));
  }
}
