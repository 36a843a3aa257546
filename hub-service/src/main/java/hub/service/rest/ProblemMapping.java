package hub.service.rest;

import hub.engine.EngineView.NotReadyException;
import hub.engine.intake.InputRefusedException;
import hub.service.access.Roles;
import hub.service.wiring.RunningHub.NotStartedException;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every failure of the interface for programs becomes a problem document. Nothing of the inside is
/// shown; the log has it.
class ProblemMapping {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapping.class);

  @ServerExceptionMapper
  Response ofWeb(WebApplicationException failure, UriInfo uri) {
    var answer = failure.getResponse();
    if (answer.hasEntity() || answer.getStatus() < 400 || !isForPrograms(uri)) {
      return answer;
    }
    var title = answer.getStatusInfo().getReasonPhrase();
    var problem =
        new Problem("http-" + answer.getStatus(), title, answer.getStatus(), detail(answer, uri));
    var response = Response.fromResponse(problem.response());
    var allow = answer.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  Response ofIntake(InputRefusedException refused) {
    return switch (refused.reason()) {
      case TOO_LARGE -> Problem.tooLarge(message(refused)).getResponse();
      case GONE -> Problem.gone(message(refused)).getResponse();
      case NO_SPACE, LOG_UNAVAILABLE -> Problem.unavailable(message(refused)).getResponse();
    };
  }

  @ServerExceptionMapper
  Response ofRole(ForbiddenException refused, ContainerRequestContext request) {
    var uri = request.getUriInfo();
    return isForPrograms(uri)
        ? Problem.forbidden(
                "Your roles do not allow this; docs/reference/security.md says which do")
            .getResponse()
        : Response.status(Response.Status.FORBIDDEN)
            .type(MediaType.TEXT_PLAIN_TYPE)
            .entity(refusal(request.getSecurityContext()))
            .build();
  }

  /// Only an identity provider sends somebody here who has no role.
  private static String refusal(SecurityContext asking) {
    return asking.isUserInRole(Roles.VIEWER)
        ? "Your roles do not allow this."
        : "You have logged in, but your roles do not allow anything here. Ask who looks after the"
            + " hub to give you one, then open /login.";
  }

  @ServerExceptionMapper({NotReadyException.class, NotStartedException.class})
  Response ofStart(RuntimeException notYet) {
    return Problem.unavailable(message(notYet)).getResponse();
  }

  @ServerExceptionMapper
  Response ofAnything(RuntimeException failure, UriInfo uri) {
    LOG.error("A request failed: path={}", uri.getPath(), failure);
    return new Problem(
            "failed", "The hub failed", 500, "This is a fault of the hub. Its log has the cause.")
        .response();
  }

  private static boolean isForPrograms(UriInfo uri) {
    var path = uri.getPath();
    return path.startsWith("/api") || path.startsWith("/webhooks");
  }

  private static String detail(Response answer, UriInfo uri) {
    return switch (answer.getStatus()) {
      case 404 -> "Nothing is at " + uri.getPath();
      case 405 -> "This method is not served there; see Allow";
      case 406 -> "Only application/json is served";
      case 415 -> "Send application/json";
      default -> "The request was refused";
    };
  }

  private static String message(RuntimeException failure) {
    var message = failure.getMessage();
    return message == null ? "Try again in a moment" : message;
  }
}
