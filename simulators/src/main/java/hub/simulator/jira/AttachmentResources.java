package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.simulator.http.Json;
import hub.simulator.http.Multipart;
import hub.simulator.http.Multipart.Part;
import hub.simulator.http.Reply;
import hub.simulator.jira.Issue.Attachment;
import hub.simulator.jira.Issue.Item;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/// The files of an issue.
final class AttachmentResources {
  private final JiraSite site;
  private final IssueStore store;
  private final IssueDesk desk;
  private final Clock clock;

  AttachmentResources(JiraSite site, IssueStore store, IssueDesk desk, Clock clock) {
    this.site = site;
    this.store = store;
    this.desk = desk;
    this.clock = clock;
  }

  void register(JiraRoutes routes) {
    routes
        .post("/issue/{key}/attachments", this::attach)
        .get("/attachment/{id}", this::read)
        .getOutside("/secure/attachment/{id}/{name}", this::download);
  }

  private Reply attach(JiraCall call) {
    if (!call.http().header("X-Atlassian-Token").orElse("").equals("no-check")) {
      return Reply.text(403, "text/html;charset=UTF-8", "XSRF check failed");
    }
    Issue issue = store.require(call.parameter("key"));
    List<Part> files =
        Multipart.parts(call.http()).stream().filter(part -> part.name().equals("file")).toList();
    IssueJson json = new IssueJson(site, store, call.addresses());
    ArrayNode attached = Json.array();
    for (Part file : files) {
      Attachment attachment =
          new Attachment(
              store.nextAttachmentId(),
              call.user().name(),
              clock.instant(),
              file.filename(),
              file.contentType(),
              file.content().length,
              Base64.getEncoder().encodeToString(file.content()));
      Item item =
          new Item(
              "Attachment",
              "jira",
              null,
              null,
              Long.toString(attachment.id()),
              attachment.filename());
      issue =
          desk.record(
              call.user(), issue.withAttachment(attachment), List.of(item), "issue_updated", null);
      attached.add(json.attachment(attachment));
    }
    return Reply.json(200, attached);
  }

  private Attachment find(JiraCall call) {
    return store
        .all()
        .flatMap(issue -> issue.attachments().stream())
        .filter(attachment -> Long.toString(attachment.id()).equals(call.parameter("id")))
        .findFirst()
        .orElseThrow(() ->
            JiraError.message(
                404, "The attachment with id '" + call.parameter("id") + "' does not exist"));
  }

  private Reply read(JiraCall call) {
    return Reply.json(200, new IssueJson(site, store, call.addresses()).attachment(find(call)));
  }

  private Reply download(JiraCall call) {
    Attachment attachment = find(call);
    return Reply.of(200, attachment.mimeType(), Base64.getDecoder().decode(attachment.content()));
  }
}
