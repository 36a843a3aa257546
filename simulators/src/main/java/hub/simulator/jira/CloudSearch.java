package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The searches of the Cloud: pages follow each other by tokens, there is no total, and the old
/// search is gone. Issues can also be fetched by their keys, many at once, as they are.
final class CloudSearch {
  private static final int MOST_RECONCILED = 50;
  private static final int MOST_FETCHED = 100;
  private static final int MOST_RESULTS = 5_000;

  /// Comments, and changes, that a search shows of an issue.
  private static final int MOST_LISTED = 20;

  private static final String GONE =
      "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.";

  /// How one request asks: from its query or from its body.
  private record Asked(
      String jql,
      String token,
      int maxResults,
      List<String> fields,
      List<String> expand,
      List<String> properties,
      List<Long> reconciled) {}

  private final IssueStore store;
  private final IssueSearch search;
  private final IssuePresentation issues;

  CloudSearch(IssueStore store, IssueSearch search, IssuePresentation issues) {
    this.store = store;
    this.search = search;
    this.issues = issues;
  }

  void register(JiraRoutes routes) {
    routes
        .get("/search/jql", call -> page(call, asked(call)))
        .post("/search/jql", call -> page(call, asked(call.body())))
        .post("/search/approximate-count", this::count)
        .post("/issue/bulkfetch", this::fetch)
        .get("/search", call -> gone())
        .post("/search", call -> gone());
  }

  private static Reply gone() {
    return JiraError.message(410, GONE).reply();
  }

  private static Asked asked(JiraCall call) {
    return new Asked(
        call.http().query("jql").orElse(""),
        call.http().query("nextPageToken").orElse(""),
        call.number("maxResults", IssueSearch.DEFAULT_PAGE),
        call.list("fields"),
        call.list("expand"),
        call.list("properties"),
        call.list("reconcileIssues").stream().map(Long::parseLong).toList());
  }

  private static Asked asked(ObjectNode body) {
    List<Long> reconciled = new ArrayList<>();
    body.path("reconcileIssues").forEach(id -> reconciled.add(id.asLong()));
    return new Asked(
        body.path("jql").asText(),
        body.path("nextPageToken").asText(""),
        body.path("maxResults").asInt(IssueSearch.DEFAULT_PAGE),
        texts(body.path("fields")),
        commas(body.path("expand").asText("")),
        texts(body.path("properties")),
        reconciled);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<String> commas(String text) {
    return Arrays.stream(text.split(",", -1)).filter(word -> !word.isBlank()).toList();
  }

  private Reply page(JiraCall call, Asked asked) {
    if (asked.jql().strip().isEmpty() || asked.jql().strip().startsWith("ORDER")) {
      throw JiraError.message(
          400,
          "Unbounded JQL queries are not allowed here. Please add a search restriction to your"
              + " query.");
    }
    if (asked.reconciled().size() > MOST_RECONCILED) {
      throw JiraError.message(400, "reconcileIssues takes at most 50 issue ids.");
    }
    if (asked.maxResults() > MOST_RESULTS) {
      throw JiraError.message(400, "maxResults must not be greater than 5000.");
    }
    int from = place(asked);
    List<Issue> found = search.all(call.user(), asked.jql(), Set.copyOf(asked.reconciled()));
    List<Issue> page = found.stream().skip(from).limit(granted(asked)).toList();
    int next = from + page.size();
    boolean isLast = next >= found.size();
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("issues");
    page.forEach(issue -> all.add(listed(call, issue, asked)));
    if (asked.expand().contains("names")) {
      issues.names(json.putObject("names"), JiraCall.chosen(asked.fields(), "id"));
    }
    if (!isLast) {
      json.put("nextPageToken", token(next, asked.jql()));
    }
    return Reply.json(200, json.put("isLast", isLast));
  }

  private int granted(Asked asked) {
    return Math.min(Math.max(asked.maxResults(), 1), search.cap());
  }

  /// As a search shows an issue: names stand once beside all, and long lists are cut.
  private ObjectNode listed(JiraCall call, Issue issue, Asked asked) {
    ObjectNode json = shown(call, issue, asked);
    json.remove("names");
    if (json.at("/fields/comment/comments") instanceof ArrayNode comments) {
      cut(comments);
    }
    if (json.at("/changelog/histories") instanceof ArrayNode histories) {
      cut(histories);
    }
    return json;
  }

  private static void cut(ArrayNode list) {
    while (list.size() > MOST_LISTED) {
      list.remove(list.size() - 1);
    }
  }

  private ObjectNode shown(JiraCall call, Issue issue, Asked asked) {
    Predicate<FieldDefinition> fields =
        asked.fields().isEmpty() ? field -> false : JiraCall.chosen(asked.fields(), "id");
    ObjectNode json = issues.expanded(call, issue, fields, asked.expand());
    if (asked.fields().isEmpty() || asked.fields().equals(List.of("id"))) {
      json.remove("fields");
    }
    if (!asked.properties().isEmpty()) {
      json.set("properties", issues.json(call).properties(issue, asked.properties()));
    }
    return json;
  }

  /// A token belongs to its query.
  private static String token(int place, String jql) {
    String text = place + " " + jql.hashCode();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int place(Asked asked) {
    if (asked.token().isEmpty()) {
      return 0;
    }
    try {
      String text =
          new String(Base64.getUrlDecoder().decode(asked.token()), StandardCharsets.UTF_8);
      int place = Integer.parseInt(text.substring(0, text.indexOf(' ')));
      if (asked.token().equals(token(place, asked.jql()))) {
        return place;
      }
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException malformed) {
      // Refused below.
    }
    throw JiraError.message(400, "The provided next page token is invalid or expired.");
  }

  private Reply count(JiraCall call) {
    int count = search.all(call.user(), call.body().path("jql").asText(), Set.of()).size();
    return Reply.json(200, Json.object().put("count", count));
  }

  private Reply fetch(JiraCall call) {
    ObjectNode body = call.body();
    Set<String> wanted = new LinkedHashSet<>(texts(body.path("issueIdsOrKeys")));
    if (wanted.isEmpty() || wanted.size() > MOST_FETCHED) {
      throw JiraError.message(400, "Between 1 and 100 issue ids or keys must be given.");
    }
    Asked asked =
        new Asked(
            "",
            "",
            0,
            texts(body.path("fields")),
            texts(body.path("expand")),
            texts(body.path("properties")),
            List.of());
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("issues");
    json.putArray("issueErrors");
    // What is not there is left out without a word.
    Set<Issue> found =
        wanted.stream()
            .map(store::find)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    found.forEach(issue -> all.add(shown(call, issue, asked)));
    return Reply.json(200, json);
  }
}
