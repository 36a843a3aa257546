package hub.service.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/// A clear answer to a request that cannot be served: a problem document (RFC 9457).
///
/// @param type a word that programs can rely on
/// @param title what kind of problem, the same for all of its type
/// @param status the HTTP status
/// @param detail what is wrong this time, and the way out
public record Problem(String type, String title, int status, String detail) {

  /// The media type of a problem document.
  public static final String MEDIA_TYPE = "application/problem+json";

  /// The request itself is wrong.
  static WebApplicationException badRequest(String detail) {
    return of("bad-request", "The request is wrong", 400, detail);
  }

  /// The sender is not known.
  static WebApplicationException unauthorized(String detail) {
    return of("unauthorized", "The sender is not known", 401, detail);
  }

  /// The sender is known, and may not do this.
  static WebApplicationException forbidden(String detail) {
    return of("forbidden", "This is not allowed", 403, detail);
  }

  /// There is no such thing.
  static WebApplicationException notFound(String detail) {
    return of("not-found", "There is no such thing", 404, detail);
  }

  /// It cannot be done as things are.
  static WebApplicationException conflict(String detail) {
    return of("conflict", "It cannot be done as things are", 409, detail);
  }

  /// It is no longer kept.
  static WebApplicationException gone(String detail) {
    return of("gone", "It is no longer kept", 410, detail);
  }

  /// The body is too large.
  static WebApplicationException tooLarge(String detail) {
    return of("too-large", "The body is too large", 413, detail);
  }

  /// The body is of the wrong type.
  static WebApplicationException unsupported(String detail) {
    return of("unsupported-media-type", "The body is of the wrong type", 415, detail);
  }

  /// Not now, but perhaps in a moment.
  static WebApplicationException unavailable(String detail) {
    return of("unavailable", "The hub cannot take it now", 503, detail);
  }

  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  private static WebApplicationException of(String type, String title, int status, String detail) {
    return new WebApplicationException(detail, new Problem(type, title, status, detail).response());
  }
}
