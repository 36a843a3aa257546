package hub.service.rest;

import hub.incident.ContactTask;
import hub.service.access.Roles;
import hub.service.rest.ProcessResource.ContactView;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Who is to be contacted about a P1 or P2, over all incidents.
@RolesAllowed(Roles.VIEWER)
@Path("/api/contacts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "process")
public class ContactResource {

  private final RunningHub hub;
  private final InstantSource clock = InstantSource.system();

  ContactResource(RunningHub hub) {
    this.hub = hub;
  }

  /// Contact tasks, the open ones first, each group the youngest first.
  @GET
  @Operation(summary = "Lists contact tasks with their clock, the open ones first")
  public List<ContactView> contacts() {
    return hub.view().space(hub.space()).scan(ContactTask.ALL).stream()
        .map(ContactTask.class::cast)
        .sorted(
            Comparator.comparing((ContactTask task) -> task.isOpen() ? 0 : 1)
                .thenComparing(ContactTask::openedAt, Comparator.reverseOrder()))
        .map(task -> ProcessResource.view(task, hub.space(), clock.instant()))
        .toList();
  }
}
