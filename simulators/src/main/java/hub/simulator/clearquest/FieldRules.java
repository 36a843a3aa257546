package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Field;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What single fields can hold.
final class FieldRules {
  private final RecordStore store;
  private final ClearQuestSettings settings;
  private final Messages messages;

  FieldRules(RecordStore store, ClearQuestSettings settings, Messages messages) {
    this.store = store;
    this.settings = settings;
    this.messages = messages;
  }

  /// Why the field does not take these values, if it does not.
  Optional<String> complaint(Field field, List<String> values) {
    return values.stream().flatMap(value -> complaint(field, value).stream()).findFirst();
  }

  private Optional<String> complaint(Field field, String value) {
    String name = field.name();
    if (settings.codePage() != null
        && !Charset.forName(settings.codePage()).newEncoder().canEncode(value)) {
      return Optional.of(messages.text("code-page", name, settings.codePage()));
    }
    List<String> choices = field.choices();
    if (choices != null && !choices.contains(value)) {
      return Optional.of(messages.text("not-a-choice", name, value));
    }
    return switch (field.kind()) {
      case SHORT_STRING ->
          value.length() > field.longest()
              ? Optional.of(messages.text("too-long", name, field.longest()))
              : Optional.empty();
      case INT ->
          value.matches("-?\\d{1,9}")
              ? Optional.empty()
              : Optional.of(messages.text("not-a-number", name, value));
      case DATE_TIME ->
          DateTimes.parse(value).isPresent()
              ? Optional.empty()
              : Optional.of(messages.text("not-a-date", name, value));
      case REFERENCE, REFERENCE_LIST ->
          target(field, value).isPresent()
              ? Optional.empty()
              : Optional.of(messages.text("no-reference", name, value));
      case MULTILINE_STRING, ATTACHMENT_LIST, ID, STATE, JOURNAL, DBID, STATETYPE, RECORDTYPE ->
          Optional.empty();
    };
  }

  /// The values as they are stored: dates in UTC, references by number, line ends as LF.
  List<String> normalised(Field field, List<String> values) {
    return values.stream()
        .filter(value -> !value.isEmpty())
        .map(value ->
            switch (field.kind()) {
              case DATE_TIME -> DateTimes.format(DateTimes.parse(value).orElse(Instant.EPOCH));
              case REFERENCE, REFERENCE_LIST -> target(field, value).orElse("");
              case MULTILINE_STRING -> value.replace("\r\n", "\n").replace('\r', '\n');
              case SHORT_STRING,
                  INT,
                  ATTACHMENT_LIST,
                  ID,
                  STATE,
                  JOURNAL,
                  DBID,
                  STATETYPE,
                  RECORDTYPE ->
                  value;
            })
        .toList();
  }

  /// A reference comes as the address of a record, or by the unique key of its type.
  private Optional<String> target(Field field, String value) {
    if (value.startsWith("http")) {
      return store.find(value.substring(value.lastIndexOf('/') + 1)).map(store::reference);
    }
    return store.find(value).or(() -> store.findByKey(field, value)).map(store::reference);
  }
}
