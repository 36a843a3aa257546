package hub.simulator.clearquest;

import hub.simulator.http.HttpCall;

/// One request of a signed-in user, with what follows from its headers.
///
/// @param base the address of the OSLC root as the caller wrote it
record OslcCall(HttpCall http, String user, String base) {
  boolean isVersion2() {
    return http.header("OSLC-Core-Version").orElse("").startsWith("2");
  }

  Format format() {
    return Format.askedBy(http, isVersion2());
  }

  /// The address that was asked for, without its query.
  String address() {
    return base.substring(0, base.length() - ClearQuestTool.ROOT.length()) + http.rawPath();
  }

  String query(String name) {
    return http.query(name).orElse("");
  }

  /// The first of these parameters that was given, or the empty text: the versions differ in names.
  String firstQuery(String... names) {
    for (String name : names) {
      if (http.query(name).isPresent()) {
        return query(name);
      }
    }
    return "";
  }

  int number(int otherwise, String... names) {
    String text = firstQuery(names);
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw Rejection.of(400, "A number is expected, not '" + text + "'.");
    }
  }
}
