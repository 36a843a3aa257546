package hub.simulator.http;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Bodies of type `multipart/form-data`, read by the mail library: the format is that of mails.
public final class Multipart {
  private Multipart() {}

  /// One part of a body.
  public static final class Part {
    private final String name;
    private final String filename;
    private final String contentType;
    private final byte[] content;

    Part(String name, String filename, String contentType, byte[] content) {
      this.name = name;
      this.filename = filename;
      this.contentType = contentType;
      this.content = content;
    }

    public String name() {
      return name;
    }

    /// Empty if the part is no file.
    public String filename() {
      return filename;
    }

    public String contentType() {
      return contentType;
    }

    public byte[] content() {
      return content.clone();
    }
  }

  /// The parts in their order; a [BadCall] if the body is no such format.
  public static List<Part> parts(HttpCall call) {
    String type = call.header("Content-Type").orElse("");
    if (!type.startsWith("multipart/form-data")) {
      throw new BadCall("multipart/form-data is expected, not '" + type + "'.");
    }
    try {
      MimeMultipart body = new MimeMultipart(new ByteArrayDataSource(call.body(), type));
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < body.getCount(); i++) {
        parts.add(part((MimeBodyPart) body.getBodyPart(i)));
      }
      return parts;
    } catch (MessagingException | IOException malformed) {
      throw new BadCall("The parts of the body cannot be read: " + malformed.getMessage());
    }
  }

  private static Part part(MimeBodyPart part) throws MessagingException, IOException {
    String header = part.getHeader("Content-Disposition", null);
    ContentDisposition disposition = new ContentDisposition(header == null ? "form-data" : header);
    return new Part(
        Objects.requireNonNullElse(disposition.getParameter("name"), ""),
        Objects.requireNonNullElse(part.getFileName(), ""),
        Objects.requireNonNullElse(part.getContentType(), "application/octet-stream"),
        part.getInputStream().readAllBytes());
  }
}
