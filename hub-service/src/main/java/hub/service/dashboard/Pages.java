package hub.service.dashboard;

import hub.incident.IncidentId;
import hub.service.access.Roles;
import hub.service.dashboard.Views.AttentionPage;
import hub.service.dashboard.Views.AuditList;
import hub.service.dashboard.Views.ContactsPage;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.Frame;
import hub.service.dashboard.Views.IncidentList;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.LetterSelection;
import hub.service.dashboard.Views.ReleasesPage;
import hub.service.dashboard.Views.SystemsPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The addresses of the dashboard. Each is a whole page; a page that is open asks for itself again
/// when something has changed.
@RolesAllowed(Roles.VIEWER)
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class Pages {

  private final Dashboard dashboard;
  private final LiveFeed live;

  Pages(Dashboard dashboard, LiveFeed live) {
    this.dashboard = dashboard;
    this.live = live;
  }

  /// The pages' templates.
  @CheckedTemplate(basePath = "dashboard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance attention(Frame frame, AttentionPage page);

    static native TemplateInstance contacts(Frame frame, ContactsPage page);

    static native TemplateInstance releases(Frame frame, ReleasesPage page);

    static native TemplateInstance systems(Frame frame, SystemsPage page);

    static native TemplateInstance incidents(Frame frame, IncidentList list);

    static native TemplateInstance audit(Frame frame, AuditList list);

    static native TemplateInstance incident(Frame frame, IncidentPage page);

    static native TemplateInstance deadletters(Frame frame, List<DeadLetterRow> letters);

    static native TemplateInstance lettersagain(Frame frame, LetterSelection selection);

    static native TemplateInstance deadletter(Frame frame, DeadLetterRow letter);

    static native TemplateInstance missing(Frame frame);
  }

  @GET
  public TemplateInstance attention(
      @BeanParam Visitor visitor,
      @QueryParam("page") @DefaultValue("0") String page,
      @QueryParam("asked") @Nullable String asked) {
    var number = Filters.page(page);
    return Templates.attention(
        frame(visitor, "attention.title", "attention", asked, Dashboard.attentionAddress(number)),
        dashboard.attention(number, visitor.words()));
  }

  @GET
  @Path("contacts")
  public TemplateInstance contacts(
      @BeanParam Visitor visitor, @QueryParam("asked") @Nullable String asked) {
    return Templates.contacts(
        frame(visitor, "contacts.title", "contacts", asked, "/contacts"),
        dashboard.contactsPage(visitor.words()));
  }

  @GET
  @Path("releases")
  public TemplateInstance releases(
      @BeanParam Visitor visitor, @QueryParam("asked") @Nullable String asked) {
    return Templates.releases(
        frame(visitor, "releases.title", "releases", asked, "/releases"),
        dashboard.releases(visitor.words()));
  }

  @GET
  @Path("systems")
  public TemplateInstance systems(
      @BeanParam Visitor visitor, @QueryParam("asked") @Nullable String asked) {
    return Templates.systems(
        frame(visitor, "systems.title", "systems", asked, "/systems"),
        dashboard.systems(visitor.words()));
  }

  @GET
  @Path("incidents")
  public TemplateInstance incidents(@BeanParam Visitor visitor, @BeanParam AskedIncidents asked) {
    var query = asked.query();
    return Templates.incidents(
        dashboard.frame(
            visitor,
            visitor.words().say("incidents.title"),
            "incidents",
            null,
            Filters.address(query, query.page()),
            query.words()),
        dashboard.incidents(query, visitor.words()));
  }

  @GET
  @Path("audit")
  public TemplateInstance audit(@BeanParam Visitor visitor, @BeanParam AskedDeeds asked) {
    var query = asked.query();
    var address = AuditFilters.address(query, query.page());
    return Templates.audit(
        frame(visitor, "audit.title", "audit", null, address),
        dashboard.audit(query, visitor.words()));
  }

  @GET
  @Path("incidents/{id}")
  public Response incident(
      @BeanParam Visitor visitor,
      @PathParam("id") String id,
      @QueryParam("all") @DefaultValue("") String all,
      @QueryParam("at") @Nullable String at,
      @QueryParam("step") @Nullable String step,
      @QueryParam("asked") @Nullable String asked) {
    var showsEverything = all.equals("yes");
    var choice = new PastChoice(at, step);
    var page =
        parse(id)
            .flatMap(known -> dashboard.incident(known, showsEverything, choice, visitor.words()));
    if (page.isEmpty()) {
      return missing(visitor, "incidents");
    }
    var name = page.get().row().name();
    var path = page.get().past().address();
    var title = name.id() + " " + name.title();
    return Response.ok(
            Templates.incident(
                dashboard.frame(visitor, title, "incidents", asked, path, ""), page.get()))
        .build();
  }

  @GET
  @Path("dead-letters")
  public TemplateInstance deadLetters(
      @BeanParam Visitor visitor, @QueryParam("asked") @Nullable String asked) {
    return Templates.deadletters(
        frame(visitor, "letters.title", "dead-letters", asked, "/dead-letters"),
        dashboard.deadLetters(visitor.words()));
  }

  /// What of a selection will be tried again; nothing is done yet.
  @GET
  @Path("dead-letters/again")
  public TemplateInstance again(
      @BeanParam Visitor visitor, @QueryParam("letter") List<String> letters) {
    return Templates.lettersagain(
        frame(visitor, "letters.title", "dead-letters", null, "/dead-letters"),
        dashboard.letters(letters, visitor.words()));
  }

  @GET
  @Path("dead-letters/{id}")
  public Response deadLetter(
      @BeanParam Visitor visitor,
      @PathParam("id") String id,
      @QueryParam("asked") @Nullable String asked) {
    var letter = dashboard.deadLetter(id, visitor.words());
    if (letter.isEmpty()) {
      return missing(visitor, "dead-letters");
    }
    var path = "/dead-letters/" + letter.get().id();
    return Response.ok(
            Templates.deadletter(
                frame(visitor, "letter.title", "dead-letters", asked, path), letter.get()))
        .build();
  }

  /// Tells open pages that something has changed.
  @GET
  @Path("live")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void live(@Context SseEventSink sink, @Context Sse sse) {
    if (!live.open(sink, sse)) {
      sink.close();
    }
  }

  private Response missing(Visitor visitor, String part) {
    return Response.status(Response.Status.NOT_FOUND)
        .entity(Templates.missing(frame(visitor, "missing.title", part, null, "/" + part)))
        .build();
  }

  private Frame frame(
      Visitor visitor, String title, String active, @Nullable String asked, String path) {
    return dashboard.frame(visitor, visitor.words().say(title), active, asked, path, "");
  }

  private static Optional<IncidentId> parse(String id) {
    try {
      return Optional.of(IncidentId.parse(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
