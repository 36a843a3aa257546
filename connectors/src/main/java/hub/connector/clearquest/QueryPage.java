package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// One page of a query's result.
///
/// @param members what it lists
/// @param total how many the server counted; -1 if it did not say
/// @param next the link to more
record QueryPage(List<JsonNode> members, int total, Optional<String> next) {

  QueryPage {
    members = List.copyOf(members);
  }

  /// Reads a page in v2 JSON.
  ///
  /// @throws UnreadableAnswer if the document is no query result
  static QueryPage read(JsonNode document) {
    var members =
        document.has("rdfs:member")
            ? OslcJson.objects(document, "rdfs:member")
            : OslcJson.objects(document, "oslc:results");
    var info = OslcJson.objects(document, "oslc:responseInfo");
    if (!document.isObject() || (members.isEmpty() && info.isEmpty())) {
      throw new UnreadableAnswer("the answer to a query has neither members nor response info");
    }
    var total = info.isEmpty() ? -1 : info.getFirst().path("oslc:totalCount").asInt(-1);
    var next = info.isEmpty() ? "" : OslcJson.address(info.getFirst().get("oslc:nextPage"));
    return new QueryPage(members, total, next.isEmpty() ? Optional.empty() : Optional.of(next));
  }
}
