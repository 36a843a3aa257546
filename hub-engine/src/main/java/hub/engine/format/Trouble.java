package hub.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.stream.Collectors;

/// Says what is wrong with a JSON text without repeating its content: place and kind only, because
/// Jackson's own messages quote what they found.
final class Trouble {

  private Trouble() {}

  static String of(Exception e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> "unknown key at %s".formatted(path(unknown));
      case InvalidFormatException format ->
          "wrong value at %s, wanted %s"
              .formatted(path(format), format.getTargetType().getSimpleName());
      case ValueInstantiationException invalid -> "impossible value at %s".formatted(path(invalid));
      case MismatchedInputException mismatch ->
          "missing or wrong type at %s".formatted(path(mismatch));
      case JsonMappingException mapping
          when mapping.getCause() instanceof StreamReadException syntax ->
          of(syntax);
      case JsonMappingException mapping -> "cannot be read at %s".formatted(path(mapping));
      case JsonProcessingException syntax when syntax.getLocation() != null ->
          "syntax error at line %d, column %d"
              .formatted(syntax.getLocation().getLineNr(), syntax.getLocation().getColumnNr());
      default -> e.getClass().getSimpleName();
    };
  }

  private static String path(JsonMappingException e) {
    var path =
        e.getPath().stream()
            .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the top" : path;
  }
}
