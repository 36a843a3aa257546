package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The known defects of the vendor's OpenAPI files of Jira Data Center 10.3.24 and of Jira Cloud,
/// each put right: the one place where they are listed.
final class SpecificationDefects {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Operations that declare the item where the server answers with an array of items.
  private static final List<String> ARRAYS =
      List.of(
          "get /api/2/field",
          "get /api/2/issuetype",
          "get /api/2/priority",
          "get /api/2/project",
          "get /api/2/resolution",
          "get /api/2/status",
          "get /api/2/project/{projectIdOrKey}/statuses",
          "post /api/2/issue/{issueIdOrKey}/attachments");

  /// Operations that declare the item where the server answers with a page of items.
  private static final List<String> PAGES =
      List.of(
          "get /api/2/issue/createmeta/{projectIdOrKey}/issuetypes",
          "get /api/2/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}");

  private SpecificationDefects() {}

  static JsonNode putRight(JsonNode document) {
    ObjectNode right = document.deepCopy();
    ARRAYS.forEach(name -> answer(right, name, SpecificationDefects::array));
    PAGES.forEach(name -> answer(right, name, SpecificationDefects::page));
    // Without a globalId the answer is an array of links, with one it is a single link.
    answer(
        right,
        "get /api/2/issue/{issueIdOrKey}/remotelink",
        item -> {
          ObjectNode either = MAPPER.createObjectNode();
          either.putArray("oneOf").add(item).add(array(item));
          return either;
        });
    ObjectNode schemas = (ObjectNode) right.path("components").path("schemas");
    anyValues(schemas, "IssueBean", "fields");
    anyValues(schemas, "IssueUpdateBean", "fields");
    anyValues(schemas, "IssueBean", "properties");
    anyValue(schemas, "EntityPropertyBean", "value");
    // An operation is a verb with its value: {"add": …}, not {"operation": …, "value": …}.
    schemas.set("FieldOperation", MAPPER.createObjectNode().put("type", "object"));
    for (String text : List.of("from", "fromString", "to", "toString")) {
      property(schemas, "ChangeItemBean", text).put("nullable", true);
    }
    // Stamps have no colon in their offset, so they are no date-time of the standard.
    property(schemas, "ChangeHistoryBean", "created").remove("format");
    property(schemas, "AttachmentJsonBean", "created").remove("format");
    // A default may be an object or a plain value.
    anyValue(schemas, "FieldMetaBean", "defaultValue");
    anyContent(right, "/api/2/issue/{issueIdOrKey}/properties/{propertyKey}");
    anyContent(right, "/api/2/comment/{commentId}/properties/{propertyKey}");
    parameter(right, "/api/2/issue/{issueIdOrKey}/transitions", "expand");
    return right;
  }

  /// The Cloud's file is nearly right.
  static JsonNode putRightCloud(JsonNode document) {
    ObjectNode right = document.deepCopy();
    // Stamps have no colon in their offset, so they are no date-time of the standard.
    ObjectNode schemas = (ObjectNode) right.path("components").path("schemas");
    schemas.forEach(SpecificationDefects::withoutDateTimes);
    for (String text : List.of("from", "fromString", "to", "toString")) {
      property(schemas, "ChangeDetails", text).put("nullable", true);
    }
    // Without a globalId the answer is an array of links, with one it is a single link.
    answer(
        right,
        "get /rest/api/3/issue/{issueIdOrKey}/remotelink",
        item -> {
          ObjectNode either = MAPPER.createObjectNode();
          either.putArray("oneOf").add(item).add(array(item));
          return either;
        });
    return right;
  }

  private static void withoutDateTimes(JsonNode schema) {
    schema
        .path("properties")
        .forEach(property -> {
          if (property instanceof ObjectNode object
              && object.path("format").asText().equals("date-time")) {
            object.remove("format");
          }
        });
  }

  private interface Change {
    JsonNode of(JsonNode schema);
  }

  private static void answer(ObjectNode document, String operation, Change change) {
    String[] parts = operation.split(" ", 2);
    JsonNode media =
        document
            .path("paths")
            .path(parts[1])
            .path(parts[0])
            .path("responses")
            .path("200")
            .path("content")
            .path("application/json");
    // A few of these are not in the file at all; then there is nothing to put right.
    if (media instanceof ObjectNode found) {
      found.set("schema", change.of(found.path("schema")));
    }
  }

  private static JsonNode array(JsonNode item) {
    ObjectNode array = MAPPER.createObjectNode().put("type", "array");
    array.set("items", item);
    return array;
  }

  private static JsonNode page(JsonNode item) {
    ObjectNode page = MAPPER.createObjectNode().put("type", "object");
    page.putArray("required").add("values").add("total");
    page.putObject("properties").set("values", array(item));
    return page;
  }

  /// The values of this map are of any type, not objects alone.
  private static void anyValues(ObjectNode schemas, String bean, String name) {
    ObjectNode map = MAPPER.createObjectNode().put("type", "object");
    ((ObjectNode) schemas.path(bean).path("properties")).set(name, map);
  }

  private static void anyValue(ObjectNode schemas, String bean, String name) {
    ((ObjectNode) schemas.path(bean).path("properties")).set(name, MAPPER.createObjectNode());
  }

  private static ObjectNode property(ObjectNode schemas, String bean, String name) {
    return (ObjectNode) schemas.path(bean).path("properties").path(name);
  }

  /// The body is any JSON, not a text.
  private static void anyContent(ObjectNode document, String path) {
    JsonNode media =
        document
            .path("paths")
            .path(path)
            .path("put")
            .path("requestBody")
            .path("content")
            .path("application/json");
    if (media instanceof ObjectNode found) {
      found.set("schema", MAPPER.createObjectNode());
    }
  }

  /// A parameter that works and is documented elsewhere, but not in the file.
  private static void parameter(ObjectNode document, String path, String name) {
    ((ArrayNode) document.path("paths").path(path).path("get").path("parameters"))
        .addObject()
        .put("name", name)
        .put("in", "query");
  }
}
