package hub.connector.clearquest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What a server or a proxy before it said when it did not do what was asked.
///
/// @param form who spoke
/// @param messages in the server's language, outermost first; for people, never for decisions
/// @param invalidFields message by ClearQuest field name
/// @param codes message numbers such as `CRVSV1094E`, which do not depend on the language
record ServerFault(
    Form form,
    List<String> messages,
    SequencedMap<String, String> invalidFields,
    Set<String> codes) {

  /// Who spoke.
  enum Form {
    /// ClearQuest itself, in one of its forms.
    STRUCTURED,
    /// A proxy or the application server: a page for people.
    PAGE,
    /// Nothing that could be understood.
    NONE
  }

  static final ServerFault SILENT =
      new ServerFault(Form.NONE, List.of(), Collections.emptySortedMap(), Set.of());

  ServerFault {
    messages = List.copyOf(messages);
    invalidFields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(invalidFields));
    codes = Set.copyOf(codes);
  }

  boolean isPage() {
    return form == Form.PAGE;
  }

  /// A sentence for operations: the innermost message says most.
  String cause(int status) {
    var said = messages.isEmpty() ? "" : ": " + messages.getLast();
    return switch (form) {
      case STRUCTURED -> "ClearQuest answered " + status + said;
      case PAGE -> "a page instead of an OSLC answer came with status " + status + said;
      case NONE -> "status " + status + " without an explanation";
    };
  }

  /// The same with the server's message for each field.
  Map<String, String> causes() {
    return invalidFields;
  }
}
