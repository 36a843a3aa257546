package hub.service.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bodies from outside: limited, and of the type they claim.
final class Bodies {

  private Bodies() {}

  /// The raw bytes; 413 if there are more than the limit.
  static byte[] read(InputStream body, int limit) {
    try {
      var bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw Problem.tooLarge("The body has more than %d bytes".formatted(limit));
      }
      return bytes;
    } catch (IOException _) {
      throw Problem.badRequest("The body could not be read to its end");
    }
  }

  /// The object that the bytes describe; 400 if they describe none.
  static <T> T parse(ObjectMapper mapper, byte[] bytes, Class<T> type) {
    try {
      var object = mapper.readValue(bytes, type);
      if (object == null) {
        throw Problem.badRequest("The body is null; send an object");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw notReadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// 415 unless the type is JSON.
  static void requireJson(@Nullable String type) {
    var plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals("application/json") && !plain.endsWith("+json")) {
      throw Problem.unsupported("Send application/json");
    }
  }

  /// 400 that says where, without a word of the content.
  static WebApplicationException notReadable(JsonProcessingException failure) {
    var place = failure.getLocation();
    var where =
        place == null
            ? ""
            : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return Problem.badRequest(
          "The body has an unknown key%s; possible are %s"
              .formatted(where, unknown.getKnownPropertyIds()));
    }
    var what = failure instanceof JsonParseException ? "is no JSON" : "has a wrong type";
    return Problem.badRequest("The body " + what + where);
  }
}
