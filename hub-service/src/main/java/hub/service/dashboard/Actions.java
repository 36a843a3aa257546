package hub.service.dashboard;

import static java.util.Objects.requireNonNull;

import hub.incident.Input;
import hub.incident.Input.Request;
import hub.service.access.Caller;
import hub.service.access.Roles;
import hub.service.dashboard.Views.Frame;
import hub.service.dashboard.Views.HiddenField;
import hub.service.dashboard.Views.LetterResults;
import hub.service.dashboard.Views.WhoPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people ask the hub for. Each is an input with an actor; what comes of it is seen when it
/// has happened.
@RolesAllowed(Roles.VIEWER)
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class Actions {

  private static final Logger LOG = LoggerFactory.getLogger(Actions.class);
  private static final String NAME = "actor-name";
  private static final String NEXT = "next";
  private static final String THEN = "then";
  private static final String RETRY_MANY = "retry-dead-letters";
  private static final int MOST_FIELDS = 20 + DashboardHub.MOST_LETTERS;

  private final DashboardHub hub;
  private final Dashboard dashboard;
  private final Caller caller;

  Actions(DashboardHub hub, Dashboard dashboard, Caller caller) {
    this.hub = hub;
    this.dashboard = dashboard;
    this.caller = caller;
  }

  /// The page that asks for a name.
  @CheckedTemplate(basePath = "dashboard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance who(Frame frame, WhoPage page);

    static native TemplateInstance letterresults(Frame frame, LetterResults results);
  }

  /// Carries out an action of an [ActionButton], or asks who acts first.
  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("actions/{action}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Object act(
      @BeanParam Visitor visitor,
      @PathParam("action") String action,
      MultivaluedMap<String, String> form) {
    var actor = caller.name(visitor.actor());
    if (actor == null) {
      return who(visitor, "/actions/" + action, form, false);
    }
    return answer(visitor, action, actor, form).build();
  }

  /// Takes a name, and goes on with the action that waited for it.
  @POST
  @Path("who")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Object name(@BeanParam Visitor visitor, MultivaluedMap<String, String> form) {
    caller.need(Roles.OPERATOR);
    var then = form.getFirst(THEN);
    var name = Actor.valid(form.getFirst(NAME));
    if (name.isEmpty()) {
      return who(visitor, then == null ? "" : then, form, true);
    }
    if (then == null || !then.startsWith("/actions/")) {
      return back(form, Asked.NAMED).cookie(Actor.cookie(name.get())).build();
    }
    var actor = requireNonNull(caller.name(name.get()));
    return answer(visitor, then.substring("/actions/".length()), actor, form)
        .cookie(Actor.cookie(name.get()))
        .build();
  }

  /// What is asked of many gets an answer for each; everything else is seen on the page.
  private ResponseBuilder answer(
      Visitor visitor, String action, String actor, MultivaluedMap<String, String> form) {
    var letters = form.get("letter");
    if (!action.equals(RETRY_MANY) || letters == null) {
      return back(form, carryOut(action, actor, new ActionForm(form)));
    }
    var here = visitor.from(form.getFirst(NEXT));
    var title = here.words().say("letters.title");
    return Response.ok(
        Templates.letterresults(
            dashboard.frame(here, title, "dead-letters", null, "/dead-letters", ""),
            dashboard.retry(letters, actor, here.words())));
  }

  private TemplateInstance who(
      Visitor visitor, String then, MultivaluedMap<String, String> form, boolean isWrong) {
    List<HiddenField> fields =
        form.entrySet().stream()
            .filter(field -> !Set.of(NAME, THEN).contains(field.getKey()))
            .flatMap(field ->
                field.getValue().stream().map(value -> new HiddenField(field.getKey(), value)))
            .limit(MOST_FIELDS)
            .toList();
    return Templates.who(
        frame(visitor.from(form.getFirst(NEXT))), new WhoPage(then, fields, isWrong));
  }

  private Frame frame(Visitor visitor) {
    return dashboard.frame(visitor, visitor.words().say("who.title"), "who", null, "/who", "");
  }

  private Asked carryOut(String action, String actor, ActionForm form) {
    try {
      return switch (action) {
        case "pause" -> ask(new Input.PauseRequested(actor, form.system()), Asked.PAUSE);
        case "resume" -> ask(new Input.ResumeRequested(actor, form.system()), Asked.RESUME);
        case "retry" ->
            ask(
                new Input.RetryRequested(
                    actor, form.incident(), form.system(), form.ticketIfGiven()),
                Asked.RETRY);
        case "choose" ->
            ask(
                new Input.ValueChosen(actor, form.incident(), form.field(), form.value()),
                Asked.CHOOSE);
        case "link" ->
            ask(new Input.LinkRequested(actor, form.incident(), form.ticket()), Asked.LINK);
        case "link-key" -> linkByKey(actor, form);
        case "unlink" ->
            ask(new Input.UnlinkRequested(actor, form.incident(), form.ticket()), Asked.UNLINK);
        case "keep-apart" ->
            ask(
                new Input.KeepApartRequested(actor, form.incident(), form.ticket()),
                Asked.KEEP_APART);
        case "acknowledge" ->
            ask(
                new Input.ContactAcknowledged(
                    actor, form.incident(), form.task(), form.reached(), form.way()),
                Asked.ACKNOWLEDGE);
        case "waive" ->
            ask(
                new Input.ContactWaived(actor, form.incident(), form.task(), form.reason()),
                Asked.WAIVE);
        case "override" ->
            ask(
                new Input.GateOverrideRequested(actor, form.incident(), form.gate(), form.reason()),
                Asked.OVERRIDE);
        case "retry-dead-letter" -> retryDeadLetter(actor, form.letter());
        default -> Asked.INCOMPLETE;
      };
    } catch (IllegalArgumentException e) {
      return Asked.INCOMPLETE;
    } catch (RuntimeException e) {
      LOG.warn("What a person asked was not accepted: action {}", action, e);
      return Asked.REFUSED;
    }
  }

  private Asked ask(Request request, Asked asked) {
    hub.ask(request);
    return asked;
  }

  private Asked linkByKey(String actor, ActionForm form) {
    return hub.readSide()
        .incidents()
        .ticket(form.system(), form.key())
        .map(ticket -> ask(new Input.LinkRequested(actor, form.incident(), ticket), Asked.LINK))
        .orElse(Asked.UNKNOWN_TICKET);
  }

  private Asked retryDeadLetter(String actor, String id) {
    var letter = hub.readSide().deadLetters().find(id);
    letter.ifPresent(found -> hub.retry(found, actor));
    return letter.isPresent() ? Asked.RETRY_DEAD_LETTER : Asked.INCOMPLETE;
  }

  /// To the page the person came from; never to another site.
  private static ResponseBuilder back(MultivaluedMap<String, String> form, Asked asked) {
    var next = form.getFirst(NEXT);
    var isOwn = next != null && next.matches("/[A-Za-z0-9/_-]*(\\?[A-Za-z0-9=&%+._-]*)?");
    var path = isOwn && !next.startsWith("//") ? next : "/";
    return Response.seeOther(
        URI.create(path + (path.contains("?") ? "&" : "?") + "asked=" + asked));
  }

  /// The page on which a name can be changed.
  @GET
  @Path("who")
  public TemplateInstance who(
      @BeanParam Visitor visitor, @QueryParam(NEXT) @DefaultValue("/") String next) {
    return Templates.who(
        frame(visitor), new WhoPage("", List.of(new HiddenField(NEXT, next)), false));
  }
}
