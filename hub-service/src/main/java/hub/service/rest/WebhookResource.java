package hub.service.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.connector.webhook.HintReader.NotAHint;
import hub.connector.webhook.WebhookSecret;
import hub.service.wiring.Hints;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where tools say that something has happened to a ticket. Nothing of the body is believed but
/// which ticket it is about: that one is read again.
@PermitAll
@Path("/webhooks/{system}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class WebhookResource {

  /// The largest webhook that is read, in bytes.
  static final int LARGEST = 2_000_000;

  private final Hints hints;
  private final ObjectMapper mapper;

  WebhookResource(Hints hints, ObjectMapper mapper) {
    this.hints = hints;
    this.mapper = mapper;
  }

  /// Takes a hint: 202, or a problem document.
  @POST
  @Operation(
      summary = "Takes a tool's hint that a ticket has changed",
      description =
          "The sender proves that it knows the secret by an HMAC (X-Hub-Signature) or by the secret"
              + " itself (X-Hub-Secret, or the query parameter secret).")
  public Response hint(
      @PathParam("system") String system,
      @HeaderParam(WebhookSecret.SIGNATURE_HEADER) @Nullable String signature,
      @HeaderParam(WebhookSecret.SECRET_HEADER) @Nullable String headerSecret,
      @QueryParam(WebhookSecret.SECRET_PARAMETER) @Nullable String parameterSecret,
      @HeaderParam("Content-Type") @Nullable String type,
      InputStream body) {
    var door =
        hints
            .door(system)
            .orElseThrow(() -> Problem.notFound("No system takes webhooks under this name"));
    var bytes = Bodies.read(body, LARGEST);
    var plain = headerSecret != null ? headerSecret : parameterSecret;
    if (!door.secret().isKnownTo(bytes, signature, plain)) {
      throw Problem.unauthorized("The signature or the secret is missing or wrong");
    }
    Bodies.requireJson(type);
    if (!hints.isOpen()) {
      throw Problem.unavailable("The disk of the hub's log is nearly full; send it again later");
    }
    try {
      door.reader().read(parse(bytes)).ifPresent(hint -> follow(system, hint));
    } catch (NotAHint e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
    return Response.accepted().build();
  }

  private void follow(String system, hub.connector.webhook.Hint hint) {
    if (!hints.follow(system, hint)) {
      throw Problem.unavailable("Too many hints of this system wait; send it again later");
    }
  }

  private JsonNode parse(byte[] bytes) {
    try {
      var json = mapper.readTree(bytes);
      if (!json.isObject()) {
        throw Problem.badRequest("The body is no JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw Bodies.notReadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
