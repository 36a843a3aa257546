package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.mapping.CommentMarker;
import org.apache.camel.Exchange;

/// Which Jira it is. Both have the same issues, screens and workflows; they differ in the version
/// of the REST API, in how a search is paged, in texts and in the names of users.
enum JiraFlavour {

  /// Data Center and Server, REST v2: texts are wiki markup, users have names.
  DATA_CENTER("data-center", "/rest/api/2", "/search") {

    @Override
    JsonNode text(String text) {
      return JsonNodeFactory.instance.textNode(text);
    }

    @Override
    JsonNode comment(String text, String marker) {
      return text(JiraWords.comment(text, marker));
    }

    @Override
    ObjectNode user(String name) {
      return JsonNodeFactory.instance.objectNode().put("name", name);
    }

    @Override
    boolean pagesByToken() {
      return false;
    }

    @Override
    boolean searchShowsProperties() {
      return false;
    }
  },

  /// Jira Cloud, REST v3: texts are documents, users have account ids, and a search is late.
  CLOUD("cloud", "/rest/api/3", "/search/jql") {

    @Override
    JsonNode text(String text) {
      return JiraDocuments.of(JiraWords.text(text));
    }

    @Override
    JsonNode comment(String text, String marker) {
      // Documents have no macros, so nothing in a foreign text needs to be made harmless.
      return text(CommentMarker.write(text, marker, JiraWords.LONGEST_COMMENT));
    }

    @Override
    ObjectNode user(String name) {
      return JsonNodeFactory.instance.objectNode().put("accountId", name);
    }

    @Override
    boolean pagesByToken() {
      return true;
    }

    @Override
    boolean searchShowsProperties() {
      return true;
    }
  };

  /// Exchange property: where the REST API begins, below the base address.
  static final String API = "hubApi";

  /// Exchange property: where it searches, below the base address.
  static final String SEARCH = "hubSearch";

  private final String word;
  private final String api;
  private final String search;

  JiraFlavour(String word, String api, String search) {
    this.word = word;
    this.api = api;
    this.search = search;
  }

  /// The flavour of that name in `hub.yaml`.
  static JiraFlavour named(String word) {
    for (var flavour : values()) {
      if (flavour.word.equals(word)) {
        return flavour;
      }
    }
    throw new IllegalArgumentException(
        "no flavour of Jira: \"%s\"; there are data-center and cloud".formatted(word));
  }

  /// Where the REST API begins, below the base address.
  String api() {
    return api;
  }

  /// Where it searches, below the base address.
  String search() {
    return api + search;
  }

  /// Tells the route where to ask.
  void show(Exchange exchange) {
    exchange.setProperty(API, api);
    exchange.setProperty(SEARCH, search());
  }

  /// A text of several lines, as the API takes it.
  abstract JsonNode text(String text);

  /// A comment with its marker at the end, as the API takes it.
  abstract JsonNode comment(String text, String marker);

  /// A reference to a user.
  abstract ObjectNode user(String name);

  /// Whether the next page of a search is named by a token instead of by an offset.
  abstract boolean pagesByToken();

  /// Whether a search shows issue properties, where the hub's marker is.
  abstract boolean searchShowsProperties();
}
