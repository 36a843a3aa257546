package hub.service.rest;

import hub.incident.IncidentId;
import hub.service.access.Roles;
import hub.service.search.IncidentDetail;
import hub.service.search.IncidentHistory.Past;
import hub.service.search.IncidentQuery;
import hub.service.search.IncidentSummary;
import hub.service.search.TimelineEntry;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Incidents: lists, one with its tickets side by side, and its story.
@RolesAllowed(Roles.VIEWER)
@Path("/api/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class IncidentResource {

  private static final int HIGHEST_PAGE = 10_000;

  private final RunningHub hub;

  IncidentResource(RunningHub hub) {
    this.hub = hub;
  }

  /// The incidents that fit, the last changed first, or that of one ticket.
  @GET
  @Operation(
      summary = "Lists incidents",
      description =
          "With ticket=<system>:<key> the incident of that ticket, as a list of none or one. Else"
              + " the incidents that fit the filters; the header X-Total-Count says how many.")
  public RestResponse<List<IncidentSummary>> list(
      @QueryParam("ticket") @Nullable String ticket,
      @QueryParam("q") @Nullable String words,
      @QueryParam("system") List<String> systems,
      @QueryParam("priority") List<String> priorities,
      @QueryParam("status") List<String> statuses,
      @QueryParam("sync") @Nullable String sync,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size) {
    var incidents = hub.readSide().incidents();
    if (ticket != null) {
      var asked = Query.ticket(ticket, hub.site().config().systems().keySet());
      return counted(incidents.withTicket(asked.system(), asked.id()), -1);
    }
    systems.forEach(id -> Query.system(id, hub.site().config().systems().keySet()));
    var found =
        incidents.find(
            Query.incidents(
                words,
                systems,
                priorities,
                statuses,
                sync,
                open,
                Query.number(page, "page", 0, HIGHEST_PAGE),
                Query.number(size, "size", 50, IncidentQuery.MAX_PAGE_SIZE)));
    return counted(found.incidents(), found.total());
  }

  /// One incident; the one that goes on, if it was merged.
  @GET
  @Path("{id}")
  @Operation(
      summary = "Shows one incident with its tickets side by side",
      description =
          "With at=<instant> the incident as it was at that moment: after the last event of its"
              + " story that the hub had observed by then, folded from the log. What it should"
              + " say is told by the present configuration. What was erased since is erased at"
              + " any moment. 404 before it existed, with when it began.")
  public IncidentDetail incident(
      @PathParam("id") String id,
      @Parameter(description = "An instant such as 2026-03-02T09:00:00Z") @QueryParam("at")
          @Nullable String at) {
    var number = Query.incident(id);
    if (at == null) {
      return hub.readSide().incidents().incident(number).orElseThrow(() -> missing(number));
    }
    var moment = Query.instant(at, "at");
    return switch (hub.readSide().history().incident(number, moment)) {
      case Past.Known(var detail, _) -> detail;
      case Past.Missing _ -> throw missing(number);
      case Past.NotYet(var began) ->
          throw Problem.notFound(
              "%s did not exist at %s; it began at %s".formatted(number, moment, began));
      case Past.TooLong(var events) ->
          throw Problem.conflict(
              "The story of %s has more than %d events, too many to fold now"
                  .formatted(number, events));
    };
  }

  /// Its story, the oldest first.
  @GET
  @Path("{id}/events")
  @Operation(summary = "Tells the story of one incident, each event with its cause")
  public List<TimelineEntry> events(@PathParam("id") String id) {
    var number = Query.incident(id);
    var events = hub.readSide().incidents().timeline(number);
    if (events.isEmpty()) {
      throw missing(number);
    }
    return events;
  }

  private static jakarta.ws.rs.WebApplicationException missing(IncidentId id) {
    return Problem.notFound("There is no incident " + id);
  }

  private static RestResponse<List<IncidentSummary>> counted(
      List<IncidentSummary> incidents, int total) {
    return RestResponse.ResponseBuilder.ok(incidents)
        .header("X-Total-Count", total < 0 ? incidents.size() : total)
        .header("Cache-Control", "no-store")
        .build();
  }
}
