package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintReader;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which record a hint is about. ClearQuest sends none of itself: a notification hook of the site
/// posts `{"id": …}` with the visible id, the internal one, or the record's address.
public final class ClearQuestHints implements HintReader {

  private static final Pattern INTERNAL = Pattern.compile("\\d{1,19}-\\d{1,19}");
  private static final Pattern VISIBLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,30}\\d{8}");

  @Override
  public Optional<Hint> read(JsonNode payload) {
    var named = payload.path("id").asText("").strip();
    var id = named.contains("/") ? ServerAddress.lastSegment(named) : named;
    if (!isInternal(id) && !isVisible(id)) {
      throw new NotAHint("not a hint of ClearQuest: it has no id of a record");
    }
    return Optional.of(new Hint(id, false));
  }

  /// Whether it is the last segment of a record's address.
  static boolean isInternal(String id) {
    return INTERNAL.matcher(id).matches();
  }

  /// Whether it is what people call a record.
  static boolean isVisible(String id) {
    return VISIBLE.matcher(id).matches();
  }
}
