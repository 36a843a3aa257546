package hub.service.dashboard;

import hub.incident.IncidentId;
import hub.service.dashboard.Views.AttentionPage;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.Frame;
import hub.service.dashboard.Views.IncidentList;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.SystemCard;
import hub.service.search.IncidentQuery;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.CookieParam;
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

    static native TemplateInstance systems(Frame frame, List<SystemCard> systems);

    static native TemplateInstance incidents(Frame frame, IncidentList list);

    static native TemplateInstance incident(Frame frame, IncidentPage page);

    static native TemplateInstance deadletters(Frame frame, List<DeadLetterRow> letters);

    static native TemplateInstance deadletter(Frame frame, DeadLetterRow letter);

    static native TemplateInstance missing(Frame frame);
  }

  @GET
  public TemplateInstance attention(
      @CookieParam(Actor.COOKIE) @Nullable String actor,
      @QueryParam("asked") @Nullable String asked) {
    return Templates.attention(
        frame("Needs attention", "attention", actor, asked, "/", ""), dashboard.attention());
  }

  @GET
  @Path("systems")
  public TemplateInstance systems(
      @CookieParam(Actor.COOKIE) @Nullable String actor,
      @QueryParam("asked") @Nullable String asked) {
    return Templates.systems(
        frame("Systems", "systems", actor, asked, "/systems", ""), dashboard.systems());
  }

  @GET
  @Path("incidents")
  public TemplateInstance incidents(
      @CookieParam(Actor.COOKIE) @Nullable String actor,
      @QueryParam("q") @DefaultValue("") String words,
      @QueryParam("system") List<String> systems,
      @QueryParam("priority") List<String> priorities,
      @QueryParam("status") List<String> statuses,
      @QueryParam("sync") @Nullable String sync,
      @QueryParam("closed") @DefaultValue("") String closed,
      @QueryParam("page") @DefaultValue("0") String page) {
    IncidentQuery query =
        Filters.query(
            words, systems, priorities, statuses, sync, closed.equals("yes"), number(page));
    return Templates.incidents(
        frame("Incidents", "incidents", actor, null, Filters.address(query, query.page()), words),
        dashboard.incidents(query));
  }

  @GET
  @Path("incidents/{id}")
  public Response incident(
      @CookieParam(Actor.COOKIE) @Nullable String actor,
      @PathParam("id") String id,
      @QueryParam("all") @DefaultValue("") String all,
      @QueryParam("asked") @Nullable String asked) {
    var showsEverything = all.equals("yes");
    var page = parse(id).flatMap(known -> dashboard.incident(known, showsEverything));
    if (page.isEmpty()) {
      return missing(actor, "incidents");
    }
    var name = page.get().row().name();
    var path = "/incidents/" + name.id() + (showsEverything ? "?all=yes" : "");
    var title = name.id() + " " + name.title();
    return Response.ok(
            Templates.incident(frame(title, "incidents", actor, asked, path, ""), page.get()))
        .build();
  }

  @GET
  @Path("dead-letters")
  public TemplateInstance deadLetters(
      @CookieParam(Actor.COOKIE) @Nullable String actor,
      @QueryParam("asked") @Nullable String asked) {
    return Templates.deadletters(
        frame("Dead letters", "dead-letters", actor, asked, "/dead-letters", ""),
        dashboard.deadLetters());
  }

  @GET
  @Path("dead-letters/{id}")
  public Response deadLetter(
      @CookieParam(Actor.COOKIE) @Nullable String actor,
      @PathParam("id") String id,
      @QueryParam("asked") @Nullable String asked) {
    var letter = dashboard.deadLetter(id);
    if (letter.isEmpty()) {
      return missing(actor, "dead-letters");
    }
    var path = "/dead-letters/" + letter.get().id();
    return Response.ok(
            Templates.deadletter(
                frame("Dead letter", "dead-letters", actor, asked, path, ""), letter.get()))
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

  private Response missing(@Nullable String actor, String part) {
    return Response.status(Response.Status.NOT_FOUND)
        .entity(Templates.missing(frame("Not found", part, actor, null, "/" + part, "")))
        .build();
  }

  private Frame frame(
      String title,
      String active,
      @Nullable String actor,
      @Nullable String asked,
      String path,
      String search) {
    return dashboard.frame(title, active, Actor.decode(actor), asked, path, search);
  }

  private static Optional<IncidentId> parse(String id) {
    try {
      return Optional.of(IncidentId.parse(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int number(String text) {
    try {
      return Math.clamp(Long.parseLong(text), 0, 10_000);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
