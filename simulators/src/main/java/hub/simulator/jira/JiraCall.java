package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.BadCall;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.jira.JiraSite.User;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// One request with the user it comes from, and the parts of a request that many resources share.
record JiraCall(HttpCall http, User user, Addresses addresses) {
  static JiraCall of(HttpCall http, User user, String base, Edition edition) {
    return new JiraCall(http, user, Addresses.of(base, ZoneId.of(user.timeZone()), edition));
  }

  ObjectNode body() {
    return Json.readObject(http.text());
  }

  String parameter(String name) {
    return http.parameter(name);
  }

  int number(String name, int otherwise) {
    return http.query(name).map(text -> number(name, text)).orElse(otherwise);
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw new BadCall("The parameter " + name + " must be a number, not '" + text + "'.");
    }
  }

  /// A parameter that is a list with commas.
  List<String> list(String name) {
    return http.queries().getOrDefault(name, List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /// Which fields `fields=` chooses; `*navigable` leaves out the comments, `-name` takes one away.
  static Predicate<FieldDefinition> chosen(List<String> asked, String otherwise) {
    List<String> words = asked.isEmpty() ? List.of(otherwise) : asked;
    boolean onlyExclusions = words.stream().allMatch(word -> word.startsWith("-"));
    return field -> {
      if (words.contains("-" + field.id())) {
        return false;
      }
      boolean navigable = field.kind() != FieldKind.COMMENTS;
      return words.contains(field.id())
          || words.contains("*all")
          || onlyExclusions
          || (words.contains("*navigable") && navigable);
    };
  }
}
