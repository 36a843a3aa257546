package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One issue as it is stored. `fields` holds plain text or documents for texts, ids for choices,
/// names for users and arrays for labels; a field without a value is absent.
record Issue(
    long id,
    String key,
    List<String> formerKeys,
    String typeId,
    String statusId,
    Instant created,
    Instant updated,
    Map<String, JsonNode> fields,
    List<Comment> comments,
    List<Change> history,
    Map<String, JsonNode> properties,
    List<RemoteLink> remoteLinks,
    List<Attachment> attachments) {

  /// A remark: a text, or in the Cloud a document. `visibility` restricts its readers, as it was
  /// given.
  record Comment(
      long id,
      String author,
      String updateAuthor,
      JsonNode body,
      Instant created,
      Instant updated,
      @Nullable JsonNode visibility,
      Map<String, JsonNode> properties) {

    /// What it says.
    String text() {
      return RichText.plain(body);
    }
  }

  /// One entry of the changelog.
  record Change(
      long id, String author, Instant at, List<Item> items, @Nullable JsonNode historyMetadata) {}

  /// What one change did to one field: ids where the field has them, and texts for people.
  record Item(
      String field,
      String fieldType,
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText) {}

  /// A link to anything with an address; the body is kept as it was given.
  record RemoteLink(long id, @Nullable String globalId, JsonNode body) {}

  /// A file, its bytes in Base64.
  record Attachment(
      long id,
      String author,
      Instant created,
      String filename,
      String mimeType,
      long size,
      String content) {}

  static Issue born(long id, String key, String typeId, String statusId, Instant now) {
    return new Issue(
        id, key, List.of(), typeId, statusId, now, now, Map.of(), List.of(), List.of(), Map.of(),
        List.of(), List.of());
  }

  Optional<JsonNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String text(String name) {
    return field(name).map(RichText::plain).orElse("");
  }

  String projectKey() {
    return key.substring(0, key.lastIndexOf('-'));
  }

  long number() {
    return Long.parseLong(key.substring(key.lastIndexOf('-') + 1));
  }

  Optional<Comment> comment(long commentId) {
    return comments.stream().filter(comment -> comment.id() == commentId).findFirst();
  }

  Issue withField(String name, @Nullable JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(fields);
    if (value == null) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return withFields(more);
  }

  Issue withFields(Map<String, JsonNode> newFields) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        updated,
        newFields,
        comments,
        history,
        properties,
        remoteLinks,
        attachments);
  }

  Issue withStatus(String newStatusId) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        newStatusId,
        created,
        updated,
        fields,
        comments,
        history,
        properties,
        remoteLinks,
        attachments);
  }

  Issue withUpdated(Instant now) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        now,
        fields,
        comments,
        history,
        properties,
        remoteLinks,
        attachments);
  }

  Issue withComments(List<Comment> newComments) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        updated,
        fields,
        newComments,
        history,
        properties,
        remoteLinks,
        attachments);
  }

  Issue withChange(Change change) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        change.at(),
        fields,
        comments,
        plus(history, change),
        properties,
        remoteLinks,
        attachments);
  }

  Issue withProperty(String name, @Nullable JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(properties);
    if (value == null) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        updated,
        fields,
        comments,
        history,
        more,
        remoteLinks,
        attachments);
  }

  Issue withRemoteLinks(List<RemoteLink> links) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        updated,
        fields,
        comments,
        history,
        properties,
        links,
        attachments);
  }

  Issue withAttachment(Attachment attachment) {
    return new Issue(
        id,
        key,
        formerKeys,
        typeId,
        statusId,
        created,
        updated,
        fields,
        comments,
        history,
        properties,
        remoteLinks,
        plus(attachments, attachment));
  }

  /// The same issue under another key; the old one still finds it.
  Issue movedTo(String newKey) {
    return new Issue(
        id,
        newKey,
        plus(formerKeys, key),
        typeId,
        statusId,
        created,
        updated,
        fields,
        comments,
        history,
        properties,
        remoteLinks,
        attachments);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return List.copyOf(more);
  }
}
