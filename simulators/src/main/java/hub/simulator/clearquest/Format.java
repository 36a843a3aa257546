package hub.simulator.clearquest;

import hub.simulator.http.HttpCall;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The representations a resource can be asked for in.
enum Format {
  RDF("application/rdf+xml"),
  XML("application/xml"),
  ATOM("application/atom+xml"),
  JSON("application/json"),
  HTML("text/html");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  String contentType() {
    return mediaType + ";charset=UTF-8";
  }

  /// What the caller asks for. The parameter `rcm.contentType` beats the header; RDF/XML is the
  /// default of the newer protocol version, plain XML of the older.
  static Format askedBy(HttpCall call, boolean version2) {
    Optional<Format> parameter = call.query("rcm.contentType").flatMap(Format::first);
    Format fallback = version2 ? RDF : XML;
    Format asked =
        parameter.or(() -> call.header("Accept").flatMap(Format::first)).orElse(fallback);
    return version2 && asked == XML ? RDF : asked;
  }

  private static Optional<Format> first(String mediaTypes) {
    return Arrays.stream(mediaTypes.split(",", -1))
        .map(type -> type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
        .flatMap(type -> Arrays.stream(values()).filter(one -> one.mediaType.equals(type)))
        .findFirst();
  }
}
