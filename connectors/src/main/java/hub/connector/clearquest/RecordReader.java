package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes one plain form of what a server says about a record, for the mapping to read: fields by
/// their own names, empty ones as empty text, references as addresses, notes one by one.
///
/// A text that the server cut is taken out and named under `cut`: the hub has then not observed
/// that field, and neither sees a change in it nor writes it back.
final class RecordReader {

  private final ClearQuestSite site;

  RecordReader(ClearQuestSite site) {
    this.site = site;
  }

  /// Makes the plain form of one record.
  ///
  /// @param asked the fields that were asked for by name
  /// @param whole long texts by field name that were had in another way
  /// @throws UnreadableAnswer if the document is no record
  ObjectNode read(
      JsonNode document,
      Collection<String> asked,
      RecordServices services,
      Map<String, String> whole) {
    var address = OslcJson.address(document);
    if (!document.isObject() || address.isEmpty()) {
      throw new UnreadableAnswer("the answer to a read has no rdf:about");
    }
    var plain = JsonNodeFactory.instance.objectNode();
    plain.put("address", address);
    plain.put("id", ServerAddress.lastSegment(address));
    plain.put("key", first(document, "cq:id", "oslc:shortTitle"));
    plain.put("kind", OslcJson.text(document, "dcterms:type"));
    var version = document.path("cq:version");
    if (version.canConvertToLong() || version.isTextual()) {
      plain.put("version", version.asLong(-1));
    }
    var fields = plain.putObject("fields");
    var cut = new TreeSet<String>();
    for (var name : asked) {
      var property = document.get(RecordWriter.property(name));
      if (property == null && services.lacks(name)) {
        continue;
      }
      var text = value(property);
      if (whole.containsKey(name)) {
        fields.put(name, whole.get(name));
      } else if (isCut(text)) {
        cut.add(name);
      } else {
        fields.put(name, plainText(text));
      }
    }
    plain.put("marker", site.markerField().isEmpty() ? "" : taken(fields, site.markerField()));
    var log = site.commentLogField();
    plain.put("notesComplete", false);
    if (!log.isEmpty()) {
      readNotes(plain, taken(fields, log), document, cut.contains(log));
    }
    var listed = plain.putArray("cut");
    cut.forEach(listed::add);
    return plain;
  }

  /// As long as the server's limit is as good as cut. Counted before line ends are made plain.
  private boolean isCut(String text) {
    return site.textLimit() > 0 && text.length() >= site.textLimit();
  }

  /// The notes, one by one. Of a log that was cut the first ones are taken: they are no less true,
  /// but that others are missing means nothing.
  private void readNotes(ObjectNode plain, String log, JsonNode document, boolean isCut) {
    var property = document.get(RecordWriter.property(site.commentLogField()));
    var contents = site.notesLog().read(isCut ? plainText(value(property)) : log, isCut);
    var notes = plain.putArray("notes");
    for (var note : contents.notes()) {
      var marker = CreationNote.marker(note.text());
      if (marker.isPresent() && site.markerField().isEmpty()) {
        plain.put("marker", marker.get());
        continue;
      }
      var one = notes.addObject();
      one.put("id", note.id());
      one.put("author", note.author());
      var at = note.writtenAt();
      if (at != null) {
        one.put("writtenAt", at.toString());
      }
      one.put("text", note.text());
    }
    plain.put("notesComplete", contents.isComplete());
  }

  private static String taken(ObjectNode fields, String name) {
    var value = fields.remove(name);
    return value == null ? "" : value.asText("");
  }

  private static String value(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    if (value.isArray()) {
      var all = new TreeSet<String>();
      value.forEach(element -> all.add(value(element)));
      all.remove("");
      return String.join("\n", all);
    }
    if (value.isObject()) {
      return OslcJson.address(value);
    }
    return value.asText("");
  }

  private static String plainText(String text) {
    var unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
    return unmarked.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static String first(JsonNode document, String... properties) {
    for (var property : properties) {
      var text = OslcJson.text(document, property);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
