package hub.service.rest;

import hub.service.access.Roles;
import hub.service.backfill.BackfillStatus;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The reading of what a tool has held all along.
@RolesAllowed(Roles.VIEWER)
@Path("/api/systems/{id}/backfill")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "state")
public class BackfillResource {

  private final RunningHub hub;
  private final AskedReader reader;

  BackfillResource(RunningHub hub, AskedReader reader) {
    this.hub = hub;
    this.reader = reader;
  }

  /// How far it is.
  @GET
  @Operation(summary = "Tells how far the backfill of a system is, or how its last one ended")
  @APIResponse(responseCode = "200", description = "How far it is")
  @APIResponse(responseCode = "404", description = "Nobody has asked for one")
  public BackfillStatus progress(@PathParam("id") String id) {
    return known(existing(id))
        .orElseThrow(() -> Problem.notFound("Nobody has asked for a backfill of " + id));
  }

  /// Starts it.
  @RolesAllowed(Roles.ENGINEER)
  @POST
  @Operation(
      summary = "Reads the tickets that a system has held all along, page by page",
      description =
          "The body may hold since, an instant or a date in the site's zone: then only tickets"
              + " changed since are read. What the hub knows already stays as it is. The backfill"
              + " gives way to polling, and goes on by itself after a restart.")
  @APIResponse(responseCode = "202", description = "It is under way")
  @APIResponse(
      responseCode = "409",
      description = "One is under way already, or the system's kind cannot be read so")
  public Response start(
      @PathParam("id") String id,
      @HeaderParam(AskedReader.ACTOR) @Nullable String actor,
      @HeaderParam("Content-Type") @Nullable String type,
      InputStream body) {
    var system = existing(id);
    var complete = reader.read(body, type, actor);
    var since = complete.find("since").map(this::instant).orElse(null);
    if (!hub.canBackfill(system)) {
      throw Problem.conflict(
          "The kind of %s has no backfill; jira and clearquest have".formatted(system));
    }
    if (known(system).filter(BackfillStatus::isUnderWay).isPresent()) {
      throw isUnderWay(system);
    }
    var begun = hub.backfill(system, complete.actor(), since).orElseThrow(() -> isUnderWay(system));
    return Response.accepted(begun).build();
  }

  private static RuntimeException isUnderWay(String system) {
    return Problem.conflict(
        "A backfill of %s is under way already; GET tells how far it is".formatted(system));
  }

  private String existing(String id) {
    if (!hub.config().systems().containsKey(id)) {
      throw Problem.notFound("No system is called " + Query.shortened(id));
    }
    return id;
  }

  private Optional<BackfillStatus> known(String system) {
    return hub.readSide().state().backfill(system);
  }

  private Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneId.of(hub.config().space().zone())).toInstant();
    } catch (DateTimeException _) {
      throw Problem.badRequest(
          "since is \"%s\"; write 2026-03-02 or 2026-03-02T09:00:00Z"
              .formatted(Query.shortened(text)));
    }
  }
}
