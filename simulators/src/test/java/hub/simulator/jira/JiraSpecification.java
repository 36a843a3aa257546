package hub.simulator.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The vendor's OpenAPI file of Jira Data Center or of Jira Cloud, put right where it is known to
/// be wrong, as a judge of requests and responses. Complaints are sentences; none means that an
/// exchange is valid.
///
/// The file is not part of this project: it lies in the directory that the system property
/// `hub.shared` names. See [SpecificationDefects] for what is put right.
public final class JiraSpecification {
  private static final String DATA_CENTER = "reference/openapi/jira-dc-10.3.24-openapi.json";
  private static final String CLOUD = "reference/openapi/jira-cloud-v3-openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Statuses that any operation may answer, whether or not the file lists them.
  private static final Set<Integer> ANYWHERE = Set.of(401, 403, 404, 409, 429, 500, 503);

  private record Operation(String template, JsonNode definition) {}

  private final JsonNode lenient;
  private final JsonNode strict;
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V4,
          builder ->
              builder
                  .metaSchema(OpenApi30.getInstance())
                  .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
  private final Map<String, JsonSchema> schemas = new HashMap<>();

  private JiraSpecification(JsonNode right) {
    this.lenient = right;
    this.strict = closed(right.deepCopy());
  }

  /// The judge of Data Center, if the file is there.
  public static Optional<JiraSpecification> load() {
    return read(DATA_CENTER).map(SpecificationDefects::putRight).map(JiraSpecification::new);
  }

  /// The judge of the Cloud, if the file is there.
  public static Optional<JiraSpecification> loadCloud() {
    return read(CLOUD).map(SpecificationDefects::putRightCloud).map(JiraSpecification::new);
  }

  private static Optional<JsonNode> read(String name) {
    Path file = Path.of(System.getProperty("hub.shared", "absent"), name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(file.toFile()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// What is wrong with a request: an unknown operation, parameter or member, or a wrong type. The
  /// path starts at `/rest` (what comes before is left out); the body is empty or JSON.
  public List<String> complaintsAboutRequest(
      String method, String path, String rawQuery, String body) {
    List<String> complaints = new ArrayList<>();
    Optional<Operation> operation = operation(method, path);
    if (operation.isEmpty()) {
      return List.of("There is no operation " + method + " " + path);
    }
    complaints.addAll(unknownParameters(operation.get(), rawQuery));
    JsonNode content = operation.get().definition().path("requestBody").path("content");
    if (content.has("application/json")) {
      complaints.addAll(
          complaints(
              strict,
              "request " + method + operation.get().template(),
              content.path("application/json").path("schema"),
              body));
    }
    return complaints;
  }

  /// What is wrong with a response: a status the operation does not have, or a body that does not
  /// fit.
  public List<String> complaintsAboutResponse(String method, String path, int status, String body) {
    Optional<Operation> operation = operation(method, path);
    if (operation.isEmpty()) {
      return List.of("There is no operation " + method + " " + path);
    }
    JsonNode response =
        operation.get().definition().path("responses").path(Integer.toString(status));
    if (response.isMissingNode() && !ANYWHERE.contains(status)) {
      return List.of(method + " " + path + " must not answer " + status);
    }
    String name = "response " + status + " " + method + operation.get().template();
    JsonNode schema = response.path("content").path("application/json").path("schema");
    if (!schema.isMissingNode()) {
      return complaints(lenient, name, schema, body);
    }
    if (status >= 400) {
      JsonNode error =
          MAPPER.createObjectNode().put("$ref", "#/components/schemas/ErrorCollection");
      return complaints(lenient, "an error", error, body);
    }
    return body.isEmpty() ? List.of() : List.of(name + " must have no body, but has " + body);
  }

  private Optional<Operation> operation(String method, String path) {
    int rest = path.indexOf("/rest/");
    // Data Center's file leaves the beginning out, the Cloud's does not.
    boolean isWhole = lenient.path("paths").has("/rest/api/3/issue");
    int from = rest < 0 ? 0 : isWhole ? rest : rest + "/rest".length();
    String[] wanted = path.substring(from).split("/", -1);
    return lenient.path("paths").properties().stream()
        .filter(entry -> matches(entry.getKey().split("/", -1), wanted))
        .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
        // A fixed path is meant rather than one with a place in it.
        .min(Comparator.comparing(entry -> entry.getKey().contains("{") ? 1 : 0))
        .map(entry ->
            new Operation(entry.getKey(), entry.getValue().get(method.toLowerCase(Locale.ROOT))));
  }

  private static boolean matches(String[] template, String[] path) {
    if (template.length != path.length) {
      return false;
    }
    for (int i = 0; i < path.length; i++) {
      if (!template[i].startsWith("{") && !template[i].equals(path[i])) {
        return false;
      }
    }
    return true;
  }

  private static List<String> unknownParameters(Operation operation, String rawQuery) {
    Set<String> known = new TreeSet<>();
    operation
        .definition()
        .path("parameters")
        .forEach(parameter -> known.add(parameter.path("name").asText()));
    List<String> complaints = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
      if (!name.isEmpty() && !known.contains(name)) {
        complaints.add(operation.template() + " has no parameter " + name + ", only " + known);
      }
    }
    return complaints;
  }

  private List<String> complaints(JsonNode document, String name, JsonNode schema, String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return schemas.computeIfAbsent(name, key -> compile(document, schema)).validate(json).stream()
          .map(message -> name + ": " + message.getMessage())
          .toList();
    } catch (JsonProcessingException malformed) {
      return List.of(name + ": no JSON: " + malformed.getOriginalMessage());
    }
  }

  private JsonSchema compile(JsonNode document, JsonNode schema) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode parts = root.putArray("allOf");
    parts.add(schema);
    root.set("components", document.path("components"));
    return factory.getSchema(root, SchemaValidatorsConfig.builder().build());
  }

  /// In requests an unknown member is a mistake, though the file does not say so.
  private static JsonNode closed(JsonNode document) {
    for (JsonNode schema : document.path("components").path("schemas")) {
      if (schema instanceof ObjectNode object
          && object.has("properties")
          && !object.path("additionalProperties").isObject()) {
        object.put("additionalProperties", false);
      }
    }
    return document;
  }
}
