package hub.service.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.config.HubConfig;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.mapping.MappingExplanation;
import hub.connector.mapping.TicketMapping;
import hub.engine.format.HubJson;
import hub.engine.privacy.Redaction;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.Input;
import hub.incident.SpaceView;
import hub.service.search.EventWords;
import hub.space.SpaceMachine;
import java.time.Instant;
import java.util.List;

/// What the hub would make of a ticket as a tool shows it now: the mapping, field by field, and
/// what would happen. Nothing does.
///
/// @param ticket the tool's id of it, and its key
/// @param fields which rules made each
/// @param trouble why there is no ticket; empty if there is one
/// @param happens the events, in words without personal content
/// @param writes those of them that are commands to tools
public record Trial(
    String ticket,
    List<TriedField> fields,
    List<String> trouble,
    List<String> happens,
    List<String> writes) {

  public Trial {
    fields = List.copyOf(fields);
    trouble = List.copyOf(trouble);
    happens = List.copyOf(happens);
    writes = List.copyOf(writes);
  }

  /// A field and what made it.
  ///
  /// @param tool what the tool has
  /// @param canonical what the hub makes of it
  /// @param madeBy lines of the jq, and entries of the configuration
  public record TriedField(String field, String tool, String canonical, List<String> madeBy) {
    public TriedField {
      madeBy = List.copyOf(madeBy);
    }
  }

  /// Of what a tool showed.
  ///
  /// @param state what the hub knows now
  public static Trial of(Observation seen, SpaceView state, HubConfig config, Instant now) {
    var input = redacted(new Input.TicketObserved(seen.ticket(), seen.reading()));
    var ticket = input.ticket();
    var system = ticket.ref().system();
    var explained =
        seen.payload() == null
            ? List.<TriedField>of()
            : fields(
                TicketMapping.of(system, config.system(system).orElseThrow())
                    .explain(seen.payload()));
    var events = SpaceMachine.step(state, input, now, config).events();
    return new Trial(
        ticket.key().isEmpty() ? ticket.ref().id() : ticket.key(),
        explained,
        List.of(),
        events.stream().map(event -> EventWords.en(event, state)).toList(),
        events.stream()
            .filter(CommandIssued.class::isInstance)
            .map(event -> EventWords.en(event, state))
            .toList());
  }

  /// Of what no ticket could be made of.
  public static Trial of(Refusal refused) {
    return new Trial(refused.ticket(), List.of(), List.of(refused.cause()), List.of(), List.of());
  }

  private static List<TriedField> fields(MappingExplanation explained) {
    var redaction = Redaction.STANDARD;
    return explained.rules().stream()
        .map(rule ->
            new TriedField(
                rule.field().name(),
                redaction.redact(rule.tool()),
                redaction.redact(rule.value()),
                rule.madeBy()))
        .toList();
  }

  /// As the log would have it.
  private static Input.TicketObserved redacted(Input.TicketObserved input) {
    try {
      return HubJson.mapper()
          .treeToValue(
              Redaction.STANDARD.redactMessage(HubJson.mapper().valueToTree(input)),
              Input.TicketObserved.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an input can be written and read", e);
    }
  }
}
