package hub.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.delivery.Command;
import hub.engine.topic.Topics;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import java.util.Map;
import java.util.TreeMap;

/// Makes the reference of the formats from the records: a JSON Schema each for inputs, events and
/// commands, and one AsyncAPI document over them.
final class FormatReference {

  static final String INPUTS = "schemas/inputs.schema.json";
  static final String EVENTS = "schemas/events.schema.json";
  static final String COMMANDS = "schemas/commands.schema.json";
  static final String ASYNC_API = "asyncapi.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FormatReference() {}

  /// All documents, by their place under `docs/reference`.
  static Map<String, JsonNode> documents() {
    var documents = new TreeMap<String, JsonNode>();
    documents.put(INPUTS, FormatSchemas.schema("Inputs, as they lie in hub.inputs", Input.class));
    documents.put(
        EVENTS, FormatSchemas.schema("Events, as they lie in hub.events", IncidentEvent.class));
    documents.put(
        COMMANDS,
        FormatSchemas.schema("Commands, as they lie in hub.commands.<system>", Command.class));
    documents.put(ASYNC_API, asyncApi());
    return documents;
  }

  private static JsonNode asyncApi() {
    var document = JSON.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Incident hub")
        .put("version", "1")
        .put(
            "description",
            "What lies in the hub's topics: CloudEvents 1.0 in Kafka's binary mode. Made from the"
                + " records; do not edit.");
    document.put("defaultContentType", "application/json");
    document.putObject("channels");
    document.putObject("operations");
    var components = document.putObject("components");
    components.putObject("messages");
    var schemas = components.putObject("schemas");
    schemas.set("inputHeaders", inputHeaders());
    schemas.set("eventHeaders", eventHeaders());
    schemas.set("commandHeaders", commandHeaders());
    add(document, new Channel("inputs", Topics.INPUTS, "receive", "input", INPUTS, Input.class));
    add(
        document,
        new Channel("events", Topics.EVENTS, "send", "event", EVENTS, IncidentEvent.class));
    add(
        document,
        new Channel(
            "commands", Topics.commands("{system}"), "send", "command", COMMANDS, Command.class));
    document
        .withObject("/channels/commands/parameters/system")
        .put("description", "id of the external system");
    return document;
  }

  /// A topic and what lies there.
  private record Channel(
      String name, String topic, String action, String kind, String schema, Class<?> sealed) {}

  private static void add(ObjectNode document, Channel channel) {
    var node = document.withObject("/channels").putObject(channel.name());
    node.put("address", channel.topic());
    var listed = node.putObject("messages");
    for (var name : HubJson.records(channel.sealed()).keySet()) {
      var type = "hub." + channel.kind() + "." + name;
      listed.putObject(name).put("$ref", "#/components/messages/" + type);
      var message = document.withObject("/components/messages").putObject(type);
      message.put("name", type);
      message
          .putObject("headers")
          .put("$ref", "#/components/schemas/" + channel.kind() + "Headers");
      message.set("payload", payload(channel, name));
    }
    var operation = document.withObject("/operations").putObject(channel.name());
    operation.put("action", channel.action());
    operation.putObject("channel").put("$ref", "#/channels/" + channel.name());
  }

  private static JsonNode payload(Channel channel, String name) {
    var reference = JSON.createObjectNode().put("$ref", channel.schema() + "#/$defs/" + name);
    if (!channel.sealed().equals(Input.class)) {
      return reference;
    }
    var envelope = JSON.createObjectNode().put("type", "object");
    var properties = envelope.putObject("properties");
    properties.set("input", reference);
    var source = properties.putObject("source").put("type", "object");
    source.put("description", "what the tool sent, redacted");
    var parts = source.putObject("properties");
    parts.set("mapping", FormatSchemas.text());
    parts.putObject("payload");
    source.putArray("required").add("mapping").add("payload");
    envelope.putArray("required").add("input");
    return envelope;
  }

  private static ObjectNode inputHeaders() {
    var headers = headers(InputFormat.PREFIX);
    cause(headers);
    return headers;
  }

  private static ObjectNode commandHeaders() {
    var headers = headers(CommandFormat.PREFIX);
    required(headers, "ce_sequence").put("description", "of the event that issued it");
    return headers;
  }

  private static ObjectNode eventHeaders() {
    var headers = headers(EventFormat.PREFIX);
    cause(headers);
    required(headers, "ce_sequence").put("description", "gap-free within the space");
    required(headers, "ce_confighash");
    required(headers, "ce_observedtime").put("format", "date-time");
    property(headers, "ce_causeinput").put("description", "partition:offset");
    property(headers, "ce_claimedtime").put("format", "date-time");
    property(headers, EventFormat.LINK)
        .put("pattern", "^[0-9a-f]{64}$")
        .put(
            "description",
            "ties it to the event before it (ADR 7); missing in events of before there were links");
    return headers;
  }

  private static ObjectNode headers(String prefix) {
    var headers = JSON.createObjectNode().put("type", "object");
    required(headers, "ce_specversion").put("const", "1.0");
    required(headers, "ce_type").put("pattern", "^" + prefix.replace(".", "\\.") + "[A-Za-z]+$");
    required(headers, "ce_id");
    required(headers, "ce_source").put("format", "uri-reference");
    required(headers, "ce_time").put("format", "date-time");
    required(headers, "ce_dataschema")
        .put("description", "urn:incident-hub:schema:<type>:<version>");
    required(headers, "ce_space");
    property(headers, "ce_subject");
    return headers;
  }

  private static void cause(ObjectNode headers) {
    required(headers, "ce_causesystem");
    property(headers, "ce_actor").put("description", "the person who asked");
  }

  private static ObjectNode required(ObjectNode headers, String name) {
    headers.withArray("required").add(name);
    return property(headers, name);
  }

  private static ObjectNode property(ObjectNode headers, String name) {
    return headers.withObject("/properties").putObject(name).put("type", "string");
  }
}
