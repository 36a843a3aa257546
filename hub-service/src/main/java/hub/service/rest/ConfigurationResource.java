package hub.service.rest;

import hub.config.SpaceConfig;
import hub.engine.format.HubJson;
import hub.service.access.Roles;
import hub.service.site.Site;
import hub.service.site.SiteExchange;
import hub.service.site.SiteReader;
import hub.service.wiring.HubLifecycle;
import hub.service.wiring.RunningHub;
import io.quarkus.runtime.Quarkus;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The configuration that this process runs with, and its exchange for another one.
@RolesAllowed(Roles.VIEWER)
@Path("/api/configuration")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "state")
public class ConfigurationResource {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationResource.class);
  private static final int LARGEST = 10_000;

  private final RunningHub hub;
  private boolean isAdopted;

  ConfigurationResource(RunningHub hub) {
    this.hub = hub;
  }

  /// What this process runs with.
  ///
  /// @param hash what the configuration means, as events carry it
  public record Running(String hash) {}

  /// What is to be adopted.
  ///
  /// @param directory where it lies on the hub's machine
  /// @param planned its hash, as it was planned
  /// @param running the hash of the configuration that the plan was compared with
  public record Adoption(String directory, String planned, String running) {}

  /// Where the former directory is kept.
  public record Adopted(String hash, String before) {}

  /// The hash of the configuration.
  @GET
  @Operation(summary = "Tells the hash of the configuration that this process runs with")
  public Running running() {
    return new Running(hub.site().hash());
  }

  /// Puts another directory in the place of the site's, and ends the process.
  @RolesAllowed(Roles.ENGINEER)
  @POST
  @Operation(
      summary = "Replaces the site's directory by another one, and ends the process",
      description =
          "The directory is copied beside the site's and read there. Only if it means what was"
              + " planned, and the hub and its log still have the configuration that the plan was"
              + " compared with, it takes the site's place; the former one is kept. The process"
              + " ends with code 75, to be started again.")
  @APIResponse(responseCode = "202", description = "It is in place, and the process ends")
  @APIResponse(responseCode = "409", description = "Nothing was changed; the detail says why")
  public synchronized Response adopt(InputStream body, @Context RoutingContext context) {
    var asked = Bodies.parse(HubJson.mapper(), Bodies.read(body, LARGEST), Adoption.class);
    if (isAdopted) {
      throw Problem.conflict("A directory has been adopted; the process is ending");
    }
    var site = hub.site();
    requireSame(asked.running(), site.hash(), "This process runs with");
    var recorded = hub.view().space(hub.space()).space().configuration();
    requireSame(asked.running(), recorded, "The log has adopted");
    var directory = path(asked.directory());
    var planned = read(directory);
    requirePlanned(asked, planned);
    requireSpace(planned.config().space(), site.config().space());
    var exchange = new SiteExchange(site.directory());
    try {
      var prepared = exchange.prepare(directory).site();
      if (prepared.isEmpty() || !prepared.get().hash().equals(asked.planned())) {
        exchange.abandon();
        throw Problem.conflict(
            "Beside %s the directory means something else, as what it extends is not the same there"
                .formatted(site.directory()));
      }
      exchange.exchange();
    } catch (IOException failure) {
      throw notPossible(site, failure);
    }
    isAdopted = true;
    LOG.info("The site's directory is that of configuration {} now; the hub ends", planned.hash());
    context.addEndHandler(_ -> Quarkus.asyncExit(HubLifecycle.START_AGAIN));
    return Response.accepted(new Adopted(planned.hash(), exchange.before().toString())).build();
  }

  private static void requireSame(String asked, String actual, String who) {
    if (!actual.equals(asked)) {
      throw Problem.conflict(
          "%s configuration %s by now, and the plan was compared with %s; plan again"
              .formatted(who, actual, Query.shortened(asked)));
    }
  }

  private static java.nio.file.Path path(String text) {
    try {
      return java.nio.file.Path.of(text);
    } catch (InvalidPathException _) {
      throw Problem.badRequest("directory is no path; send an absolute one");
    }
  }

  private static Site read(java.nio.file.Path directory) {
    var reading = SiteReader.read(directory);
    return reading
        .site()
        .orElseThrow(() ->
            Problem.badRequest(
                "The directory has %d mistakes, seen from the hub's machine; see ./hub validate"
                    .formatted(reading.mistakes().size())));
  }

  private static void requirePlanned(Adoption asked, Site planned) {
    if (!planned.hash().equals(asked.planned())) {
      throw Problem.conflict(
          "The directory is configuration %s by now, and %s was planned; plan again"
              .formatted(planned.hash(), Query.shortened(asked.planned())));
    }
  }

  private static void requireSpace(SpaceConfig planned, SpaceConfig own) {
    if (!planned.id().equals(own.id()) || planned.partition() != own.partition()) {
      throw Problem.badRequest(
          "The directory is of space %s in partition %d; this hub serves %s in %d"
              .formatted(planned.id(), planned.partition(), own.id(), own.partition()));
    }
  }

  private static WebApplicationException notPossible(Site site, IOException failure) {
    LOG.warn("The site's directory cannot be replaced", failure);
    return Problem.conflict(
        "The hub cannot replace %s (%s). Put the directory there yourself, and restart the hub"
            .formatted(site.directory(), failure.getClass().getSimpleName()));
  }
}
