package hub.service.rest;

import hub.delivery.NoticeKind;
import hub.incident.ContactTask;
import hub.incident.GateBreach;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.NoticeFacts;
import hub.service.access.Roles;
import hub.service.contact.NoticeTemplates;
import hub.service.contact.People;
import hub.service.contact.SiteLetters;
import hub.service.search.Wording;
import hub.service.wiring.RunningHub;
import hub.ticket.Priority;
import hub.ticket.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The process around incidents: who is to be contacted, who was told what, what went past a gate.
/// It names roles and lists, never persons or addresses.
@RolesAllowed(Roles.VIEWER)
@Path("/api/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "process")
public class ProcessResource {

  private final RunningHub hub;
  private final InstantSource clock = InstantSource.system();

  ProcessResource(RunningHub hub) {
    this.hub = hub;
  }

  /// A contact task with its clock.
  ///
  /// @param openFor how long nobody has acknowledged; null when somebody has
  /// @param acknowledgedBy the way, or the reason of a waiver; null while it is open
  public record ContactView(
      IncidentId incident,
      String caseNumber,
      long task,
      Priority level,
      String rule,
      String why,
      List<Role> contacted,
      int attempts,
      Instant openedAt,
      @Nullable Duration openFor,
      boolean isWaived,
      @Nullable String acknowledgedBy,
      @Nullable Instant endedAt) {}

  /// A notice.
  ///
  /// @param sentAt null while it is due or refused
  public record NoticeView(
      String id,
      NoticeKind kind,
      String to,
      String template,
      Instant dueSince,
      @Nullable Instant sentAt,
      int recipients,
      String refusal) {}

  /// The process around one incident.
  public record ProcessView(
      List<ContactView> contacts, List<NoticeView> notices, List<GateBreach> gates) {}

  /// What the process has asked for and done in one incident.
  @GET
  @Path("{id}/process")
  @Operation(summary = "Shows contacts, notices and gates of an incident")
  public ProcessView process(@PathParam("id") String id) {
    var space = hub.view().space(hub.space());
    var known =
        space
            .incident(Query.incident(id))
            .orElseThrow(() -> Problem.notFound("There is no such incident"))
            .id();
    return new ProcessView(
        space.contactTasks(known).stream()
            .map(task -> view(task, hub.space(), clock.instant()))
            .toList(),
        space.notices(known).stream()
            .sorted(Comparator.comparing(Notice::dueSince).thenComparing(Notice::id))
            .map(ProcessResource::view)
            .toList(),
        space.breaches(known));
  }

  /// A template, filled with what the incident says now; nothing is sent.
  @GET
  @Path("{id}/templates/{name}")
  @Operation(summary = "Previews a notice on an incident; nothing is sent")
  public NoticeTemplates.Text preview(
      @PathParam("id") String id,
      @PathParam("name") String name,
      @QueryParam("language") @DefaultValue("da") String language) {
    var space = hub.view().space(hub.space());
    var incident =
        space
            .incident(Query.incident(id))
            .orElseThrow(() -> Problem.notFound("There is no such incident"));
    var spoken =
        People.Language.of(language)
            .orElseThrow(() -> Problem.badRequest("language is da, sv or en"));
    try {
      return new NoticeTemplates(hub.site().directories())
          .write(
              name,
              spoken,
              SiteLetters.facts(NoticeFacts.of(space, hub.space(), incident), hub.config()));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(String.valueOf(e.getMessage()));
    }
  }

  static ContactView view(ContactTask task, String space, Instant now) {
    var ending = task.ending();
    return new ContactView(
        task.incident(),
        task.incident().caseNumber(space),
        task.number(),
        task.level(),
        task.ruleId(),
        task.basis(),
        task.contacted(),
        task.attempts(),
        task.openedAt(),
        ending == null ? Duration.between(task.openedAt(), now) : null,
        ending != null && ending.isWaived(),
        ending == null ? null : ending.words(),
        ending == null ? null : ending.at());
  }

  private static NoticeView view(Notice notice) {
    var end = notice.end();
    return new NoticeView(
        notice.id(),
        notice.kind(),
        Wording.recipient(notice.recipient()).en(),
        notice.template(),
        notice.dueSince(),
        end == null || !end.isSent() ? null : end.at(),
        end == null ? 0 : end.recipients(),
        end == null ? "" : end.refusal());
  }
}
