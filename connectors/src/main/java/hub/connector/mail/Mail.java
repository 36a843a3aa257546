package hub.connector.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail as far as the hub reads it.
///
/// @param id identity of the mail: its Message-ID with a digest of what it says, since the sender
///   chooses the Message-ID
/// @param from the author's address in lower case; empty if there is none that can be read
/// @param recipients every address that it was sent to
/// @param subject decoded, on one line
/// @param references Message-IDs that it replies to, the nearest first
/// @param headers by name in lower case, the first of each name, decoded
/// @param text everything it says
/// @param news what it says newly: without quotes and signature
/// @param attachments what it carries besides
/// @param bounce what a mail server reports about a mail of the hub; null if it is no report
record Mail(
    String id,
    String messageId,
    String from,
    String fromName,
    String replyTo,
    List<String> recipients,
    String subject,
    @Nullable Instant sentAt,
    List<String> references,
    Map<String, String> headers,
    String text,
    String news,
    List<Attachment> attachments,
    @Nullable Bounce bounce) {

  Mail {
    recipients = List.copyOf(recipients);
    references = List.copyOf(references);
    headers = Map.copyOf(headers);
    attachments = List.copyOf(attachments);
  }

  /// Something that is named and stays in the mail.
  ///
  /// @param bytes as the mail server says, in transport form; -1 if it does not
  record Attachment(String name, String type, long bytes) {

    /// As people write it; empty if it is not known.
    String size() {
      if (bytes < 0) {
        return "";
      }
      return bytes < 10_000
          ? bytes + " B"
          : bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
  }

  /// @param action `failed`, `delayed` …
  /// @param status such as `5.1.1`
  /// @param messageId of the mail that was not delivered; empty if the report does not say
  /// @param recipient to whom; empty if the report does not say
  record Bounce(String action, String status, String messageId, String recipient) {

    boolean isPermanent() {
      return action.equals("failed") || status.startsWith("5");
    }
  }

  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
