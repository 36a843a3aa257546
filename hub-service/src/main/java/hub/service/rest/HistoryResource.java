package hub.service.rest;

import hub.config.HubConfig;
import hub.config.SpaceConfig;
import hub.connector.mapping.Jq;
import hub.connector.webhook.Hint;
import hub.engine.Retrospect;
import hub.engine.format.HubJson;
import hub.engine.privacy.Redaction;
import hub.service.access.Roles;
import hub.service.history.Forgotten;
import hub.service.history.PlannedWrites;
import hub.service.history.Reprocessing;
import hub.service.history.WhatIf;
import hub.service.history.WhatIfReport;
import hub.service.history.WritePlan;
import hub.service.wiring.Hints;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Questions to everything that is recorded, see [PastQuestions].
@RolesAllowed(Roles.ENGINEER)
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public class HistoryResource {

  private static final int LARGEST = 5_000_000;

  private final RunningHub hub;
  private final Hints hints;
  private final PastQuestions questions;

  HistoryResource(RunningHub hub, PastQuestions questions, Hints hints) {
    this.hub = hub;
    this.questions = questions;
    this.hints = hints;
  }

  /// What another configuration is asked about.
  ///
  /// @param since an instant; null for as far back as inputs reach
  public record WhatIfQuestion(HubConfig config, @Nullable Instant since) {}

  /// Which configuration is asked about.
  ///
  /// @param hash of that configuration with its site's own routes
  public record PlanQuestion(HubConfig config, String hash) {}

  /// Which recorded payloads are to be looked at.
  ///
  /// @param isDryRun whether nothing is to be read again
  public record ReprocessQuestion(String system, Instant since, boolean isDryRun) {}

  /// What was found, and what was done about it.
  ///
  /// @param asked how many tickets are read again from the tool
  public record Reprocessed(Reprocessing.Findings findings, long asked) {}

  /// Decides what is recorded by another configuration.
  @POST
  @Path("whatif")
  @Operation(
      summary = "Decides recorded inputs by another configuration, and writes nothing",
      description =
          "The body holds the configuration as ./hub whatif reads it from a site's directory, and"
              + " since. Recorded payloads are mapped again, and each input is decided against"
              + " the state folded from the recorded events up to it: a one-step difference.")
  @APIResponse(responseCode = "200", description = "What would be different")
  @APIResponse(responseCode = "409", description = "Another question is being answered")
  public WhatIfReport whatIf(InputStream body) {
    var question = read(body, WhatIfQuestion.class);
    var space = ownSpace(question.config());
    return alone(() -> {
      var forgotten = new Forgotten(hub.view().space(space.id()));
      return new WhatIf(question.config(), question.since(), forgotten).of(past());
    });
  }

  /// Compares what the hub would write by another configuration with what it would by its own.
  @POST
  @Path("plan")
  @Operation(
      summary = "What the hub would write with another configuration, and writes nothing",
      description =
          "The body holds the configuration as ./hub apply reads it from a site's directory, and"
              + " its hash. Every open incident is reconciled by both configurations, in the state"
              + " as it is now; what only the other one would write is the plan.")
  @APIResponse(responseCode = "200", description = "What would be written, by system")
  @APIResponse(responseCode = "409", description = "Another question is being answered")
  public WritePlan plan(InputStream body) {
    var question = read(body, PlanQuestion.class);
    var space = ownSpace(question.config());
    return alone(() -> {
      var state = hub.view().space(space.id());
      var writes =
          new PlannedWrites(state, hub.config(), question.config(), question.hash(), hub.now());
      return writes.plan(hub.site().hash());
    });
  }

  private SpaceConfig ownSpace(HubConfig config) {
    var space = hub.config().space();
    var asked = config.space();
    if (!asked.id().equals(space.id()) || asked.partition() != space.partition()) {
      throw Problem.badRequest(
          "The configuration is of space %s in partition %d; this hub serves %s in %d"
              .formatted(asked.id(), asked.partition(), space.id(), space.partition()));
    }
    return space;
  }

  /// Has tickets read again that the present mapping reads otherwise.
  @POST
  @Path("reprocess")
  @Operation(
      summary = "Has tickets read again that the present mapping reads otherwise than recorded",
      description =
          "Maps the recorded payloads of a system again. Of the tickets whose last payload says"
              + " something else now, each is read again from the tool; recorded payloads are"
              + " never put in again.")
  @APIResponse(responseCode = "200", description = "What is different, and is read again")
  @APIResponse(responseCode = "409", description = "Another question is being answered")
  public Reprocessed reprocess(InputStream body) {
    var question = read(body, ReprocessQuestion.class);
    var system = Query.system(question.system(), hub.config().systems().keySet());
    if (!hints.canRead(system)) {
      throw Problem.conflict(
          "Tickets of %s cannot be read again one by one; send them in anew".formatted(system));
    }
    var space = hub.config().space();
    return alone(() -> {
      var findings =
          new Reprocessing(hub.config(), system, question.since())
              .of(past(), space.id(), space.partition());
      var asked =
          question.isDryRun()
              ? 0
              : findings.different().stream()
                  .filter(found -> hints.follow(system, new Hint(found.ticket().id(), false)))
                  .count();
      return new Reprocessed(findings, asked);
    });
  }

  private Retrospect past() {
    return new Retrospect(hub.connection(), hub.scratch(), Redaction.STANDARD);
  }

  private <T> T alone(Supplier<T> question) {
    try {
      return questions.alone(question);
    } catch (Jq.JqProblem problem) {
      throw Problem.badRequest(String.valueOf(problem.getMessage()));
    }
  }

  private static <T> T read(InputStream body, Class<T> type) {
    return Bodies.parse(HubJson.mapper(), Bodies.read(body, LARGEST), type);
  }
}
