package hub.connector.clearquest;

import java.net.URI;

/// One HTTP request that a route is to make. The route knows method and media types by the name.
///
/// @param kind what is asked
/// @param target the address, below the configured one
/// @param body as RDF/XML; empty for reads
/// @param ifMatch the version that must not have changed; empty for any
record Request(Kind kind, URI target, String body, String ifMatch) {

  /// What is asked. The name in routes is [#routeName()].
  enum Kind {
    /// A document of the discovery.
    SERVICE_DOCUMENT,
    QUERY_PAGE,
    RECORD,
    /// A record in protocol version 1, where some servers do not cut long texts.
    WHOLE_TEXTS,
    CREATE,
    CHANGE;

    String routeName() {
      return switch (this) {
        case SERVICE_DOCUMENT -> "service-document";
        case QUERY_PAGE -> "query-page";
        case RECORD -> "record";
        case WHOLE_TEXTS -> "whole-texts";
        case CREATE -> "create";
        case CHANGE -> "change";
      };
    }

    boolean isWrite() {
      return switch (this) {
        case SERVICE_DOCUMENT, QUERY_PAGE, RECORD, WHOLE_TEXTS -> false;
        case CREATE, CHANGE -> true;
      };
    }
  }

  static Request read(Kind kind, URI target) {
    return new Request(kind, target, "", "");
  }
}
