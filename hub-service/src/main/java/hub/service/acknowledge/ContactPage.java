package hub.service.acknowledge;

import hub.incident.ContactTask;
import hub.incident.Input;
import hub.service.contact.SignedLinks.Contact;
import hub.service.wiring.ContactLinks;
import hub.service.wiring.RunningHub;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The page behind a contact mail's link. Looking at it does nothing, because mail scanners follow
/// links; only its button acknowledges.
@PermitAll
@Path("contact/{token}")
@Produces(MediaType.TEXT_HTML)
public class ContactPage {

  private static final int LONGEST_NAME = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final RunningHub hub;
  private final ContactLinks links;
  private final InstantSource clock = InstantSource.system();

  ContactPage(RunningHub hub, ContactLinks links) {
    this.hub = hub;
    this.links = links;
  }

  /// What the page shows. It names no person and no text of the incident: whoever has the mail may
  /// have passed it on.
  ///
  /// @param endedAt null while nobody has acknowledged
  public record View(
      PageWords words,
      String language,
      String caseNumber,
      String priority,
      String openedAt,
      @Nullable String endedAt,
      boolean mayAcknowledge,
      String message) {}

  /// The page's template.
  @CheckedTemplate(basePath = "contact")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(View view);
  }

  /// Shows the contact, and changes nothing.
  @GET
  public Response show(@PathParam("token") String token) {
    return links
        .signed()
        .read(token)
        .filter(contact -> contact.space().equals(hub.space()))
        .map(contact -> shown(contact, ""))
        .orElseGet(ContactPage::unknown);
  }

  /// Acknowledges the contact.
  ///
  /// @param reached who was really reached: the person's own name
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response acknowledge(
      @PathParam("token") String token, @FormParam("reached") @Nullable String reached) {
    var contact =
        links.signed().read(token).filter(known -> known.space().equals(hub.space())).orElse(null);
    if (contact == null) {
      return unknown();
    }
    var words = PageWords.of(contact.language());
    var name = reached == null ? "" : reached.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return shown(contact, words.nameMissing());
    }
    var task = task(contact);
    if (contact.isExpired(clock.instant()) || task.filter(ContactTask::isOpen).isEmpty()) {
      return shown(contact, "");
    }
    hub.ask(
        new Input.ContactAcknowledged(
            "mail-link", contact.incident(), contact.task(), name, "the mail's button"));
    return page(
        200,
        view(contact, task, words.thanks(), TIME.format(clock.instant().atZone(zone())), false));
  }

  private Response shown(Contact contact, String message) {
    var words = PageWords.of(contact.language());
    var task = task(contact);
    if (task.isEmpty()) {
      return unknown();
    }
    var ending = task.get().ending();
    if (ending != null) {
      var at = TIME.format(ending.at().atZone(zone()));
      return page(200, view(contact, task, words.already(), at, false));
    }
    return contact.isExpired(clock.instant())
        ? page(410, view(contact, task, words.expired(), null, false))
        : page(200, view(contact, task, message, null, true));
  }

  private View view(
      Contact contact,
      Optional<ContactTask> task,
      String message,
      @Nullable String endedAt,
      boolean mayAcknowledge) {
    return new View(
        PageWords.of(contact.language()),
        contact.language().code(),
        contact.incident().caseNumber(hub.space()),
        task.map(known -> known.level().name()).orElse(""),
        task.map(known -> TIME.format(known.openedAt().atZone(zone()))).orElse(""),
        endedAt,
        mayAcknowledge,
        message);
  }

  private Optional<ContactTask> task(Contact contact) {
    var view = hub.view().space(hub.space());
    return view.incident(contact.incident())
        .flatMap(incident -> view.contactTask(incident.id(), contact.task()));
  }

  private ZoneId zone() {
    return ZoneId.of(hub.config().space().zone());
  }

  private static Response page(int status, View view) {
    return Response.status(status)
        .entity(Templates.page(view))
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private static Response unknown() {
    return Response.status(Response.Status.NOT_FOUND)
        .type(MediaType.TEXT_PLAIN_TYPE)
        .entity("This link leads nowhere.\n")
        .build();
  }
}
