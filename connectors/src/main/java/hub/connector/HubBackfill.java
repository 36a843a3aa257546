package hub.connector;

import hub.ticket.Reading;
import java.time.Instant;
import java.util.Optional;

/// Says what is to be read of the tickets that a tool has held all along, and takes note of how far
/// that is. Registered as `hubBackfill`.
///
/// A backfill is a second poller of its tool with a position of its own, which survives a restart.
public interface HubBackfill {

  /// The name under which routes find it.
  String BEAN = "hubBackfill";

  /// What [Page#left] says where a tool does not tell.
  long UNKNOWN = -1;

  /// Begins a turn.
  ///
  /// @return what is to be read now; empty if nobody has asked for a backfill, or if this process
  ///   must not read the system now
  Optional<Stretch> turn(String system);

  /// Whether the observation says anything that the hub does not know.
  boolean isNews(Observation observation);

  /// Everything of the page was handed to [HubIntake] before.
  void advanced(String system, Page page);

  /// Whether the hub has dealt with the pages so far, so that there may be another one in this
  /// turn.
  boolean mayGoOn(String system);

  /// The tool cannot be read now; the backfill goes on by itself.
  ///
  /// @param cause one sentence without free text of tickets
  void waits(String system, String cause);

  /// The backfill has ended, because what it asks is refused again and again.
  ///
  /// @param cause one sentence without free text of tickets
  void gaveUp(String system, String cause);

  /// What is to be read.
  ///
  /// @param since only tickets changed since; [Instant#EPOCH] for all
  /// @param position as the last page left it; empty at first
  record Stretch(Instant since, String position) {}

  /// A page that was read.
  ///
  /// @param position where the next one begins, in the connector's own words
  /// @param tickets how many it held
  /// @param requests how many were made for it, those for single tickets included
  /// @param left how many tickets are still to be read, or [#UNKNOWN]
  /// @param isLast whether nothing is left
  record Page(
      String position, int tickets, int requests, long left, boolean isLast, Reading reading) {}
}
