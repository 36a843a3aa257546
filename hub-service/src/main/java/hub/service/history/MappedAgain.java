package hub.service.history;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.HubConfig;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMapping;
import hub.engine.format.HubJson;
import hub.engine.format.ReceivedInput;
import hub.engine.privacy.Redaction;
import hub.incident.Input;
import hub.service.history.WhatIfReport.MappedDifference;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Maps recorded payloads again, as a configuration says.
final class MappedAgain {

  private final HubConfig config;
  private final Map<String, Optional<TicketMapping>> mappings = new HashMap<>();

  MappedAgain(HubConfig config) {
    this.config = config;
  }

  /// The mapping of a system; empty if it is not configured or maps nothing.
  ///
  /// @throws hub.connector.mapping.Jq.JqProblem if its jq cannot be compiled
  Optional<TicketMapping> mapping(String system) {
    return mappings.computeIfAbsent(system, this::compiled);
  }

  private Optional<TicketMapping> compiled(String system) {
    try {
      return config.system(system).map(found -> TicketMapping.of(system, found));
    } catch (MappingProblem _) {
      // Its tickets come in by other ways.
      return Optional.empty();
    }
  }

  /// Whether the observation has a payload that can be mapped again.
  boolean isPossible(ReceivedInput received) {
    return received.source() != null
        && received.input() instanceof Input.TicketObserved seen
        && mapping(seen.ticket().ref().system()).isPresent();
  }

  /// The ticket that the payload shows now, redacted as at the door.
  ///
  /// @throws MappingProblem if it shows none
  Ticket map(ReceivedInput received) {
    var seen = (Input.TicketObserved) received.input();
    var source = received.source();
    if (source == null) {
      throw new IllegalArgumentException("no payload was kept");
    }
    var mapping = mapping(seen.ticket().ref().system()).orElseThrow();
    return redacted(mapping.map(source.payload()));
  }

  private static Ticket redacted(Ticket ticket) {
    var json = HubJson.mapper();
    JsonNode tree = Redaction.STANDARD.redactMessage(json.valueToTree(ticket));
    return json.convertValue(tree, Ticket.class);
  }

  /// Fields, and what else two readings of one payload may say otherwise.
  static List<MappedDifference> differences(Ticket recorded, Ticket now) {
    var differences = new ArrayList<MappedDifference>();
    var names = new TreeSet<>(recorded.fields().names());
    names.addAll(now.fields().names());
    for (var field : names) {
      var one = recorded.fields().get(field);
      var other = now.fields().get(field);
      if (!one.equals(other)) {
        differences.add(new MappedDifference(field, one.orElse(null), other.orElse(null)));
      }
    }
    add(differences, "key", recorded.key(), now.key());
    add(differences, "kind", recorded.kind(), now.kind());
    add(differences, "version", recorded.version(), now.version());
    add(differences, "presence", recorded.presence(), now.presence());
    add(differences, "references", recorded.references(), now.references());
    add(differences, "marker", recorded.marker(), now.marker());
    add(differences, "comments", recorded.comments().size(), now.comments().size());
    return differences;
  }

  private static void add(
      List<MappedDifference> differences, String name, Object recorded, Object now) {
    if (!recorded.equals(now)) {
      differences.add(new MappedDifference(new Field(name), recorded.toString(), now.toString()));
    }
  }
}
