package hub.service.rest;

import hub.service.access.Roles;
import hub.service.search.AuditQuery;
import hub.service.search.Deed;
import hub.service.search.TimelineEntry;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Who did what, in which tool, and on whose behalf.
@RolesAllowed(Roles.VIEWER)
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "trust")
public class AuditResource {

  private static final int HIGHEST_PAGE = 10_000;

  private final RunningHub hub;

  AuditResource(RunningHub hub) {
    this.hub = hub;
  }

  /// What fits, the newest first.
  @GET
  @Operation(
      summary = "Lists who did what, in which tool, and on whose behalf",
      description =
          "The newest first. deed=WROTE is what the hub wrote and a tool has confirmed, CHANGED"
              + " what people changed in tools, ASKED what they asked of the hub; actor finds what"
              + " somebody did, or the hub on their behalf; day is one of the site's zone. The"
              + " header X-Total-Count says how many there are.")
  public RestResponse<List<TimelineEntry>> audit(
      @QueryParam("q") @Nullable String words,
      @QueryParam("system") List<String> systems,
      @QueryParam("deed") List<String> deeds,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("day") @Nullable String day,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size) {
    systems.forEach(id -> Query.system(id, hub.site().config().systems().keySet()));
    var found =
        hub.readSide()
            .audit()
            .find(
                new AuditQuery(
                    words == null ? "" : words,
                    Set.copyOf(systems),
                    deeds.stream()
                        .map(name -> Query.named(Deed.class, "deed", name))
                        .collect(Collectors.toSet()),
                    actor == null ? "" : actor,
                    day == null ? null : Query.day(day, "day"),
                    Query.number(page, "page", 0, HIGHEST_PAGE),
                    Query.number(size, "size", 50, AuditQuery.MAX_PAGE_SIZE)));
    return RestResponse.ResponseBuilder.ok(found.entries())
        .header("X-Total-Count", found.total())
        .header("Cache-Control", "no-store")
        .build();
  }
}
