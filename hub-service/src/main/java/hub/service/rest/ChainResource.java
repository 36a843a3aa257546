package hub.service.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import hub.engine.chain.ChainReader;
import hub.engine.format.HubJson;
import hub.service.access.Roles;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The record itself, for those who do not take the hub's word for it.
@RolesAllowed(Roles.VIEWER)
@Path("/api/chain")
@Tag(name = "trust")
public class ChainResource {

  /// What the events are followed by, so that a reader knows that it has them all.
  public static final String END = "\"end\"";

  private static final String JSON_LINES = "application/x-ndjson";

  private final RunningHub hub;

  ChainResource(RunningHub hub) {
    this.hub = hub;
  }

  /// The key that signs heads and bundles, in PEM.
  @GET
  @Path("key")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "Shows the public key with which heads and bundles are signed")
  public String key() {
    return hub.signingKey().verifyingKey().toPem();
  }

  /// Every record of `hub.events` as it is stored, sealed, one line of JSON each, then `"end"`.
  @RolesAllowed(Roles.ENGINEER)
  @GET
  @Path("events")
  @Produces(JSON_LINES)
  @Operation(
      summary = "Gives every record of hub.events as it is stored, to verify the chain",
      description = "One line of JSON for each record, sealed; the last line is \"end\".")
  public StreamingOutput events() {
    var partition = hub.config().space().partition();
    var log = new ChainReader(hub.connection());
    return out -> write(log, partition, out);
  }

  private static void write(ChainReader log, int partition, OutputStream out) throws IOException {
    var json = HubJson.mapper();
    var buffer = new BufferedOutputStream(out, 1 << 16);
    try {
      log.read(
          partition,
          record -> {
            try {
              buffer.write(json.writeValueAsBytes(record));
              buffer.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException gone) {
      throw new IOException("nobody reads any more", gone);
    }
    buffer.write((END + "\n").getBytes(UTF_8));
    buffer.flush();
  }
}
