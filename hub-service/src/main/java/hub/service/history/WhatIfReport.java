package hub.service.history;

import hub.incident.IncidentId;
import hub.ticket.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What another configuration would have decided, input by input. Each is decided against the state
/// that the recorded events had made: a one-step difference, not a second history.
///
/// @param oldest when the oldest input that is kept was received; null if none is
/// @param since when the comparison begins; null for as far back as inputs reach
/// @param inputs how many were decided again
/// @param mappedAgain how many of them came with a payload that was mapped again
/// @param withoutPayload observations that came without one, and were decided as recorded
/// @param erased inputs about forgotten incidents, which cannot be compared
/// @param same how many lead to the same
/// @param different how many do not
/// @param differences the first of them
/// @param note how to read it
public record WhatIfReport(
    @Nullable Instant oldest,
    @Nullable Instant since,
    long inputs,
    long mappedAgain,
    long withoutPayload,
    long erased,
    long same,
    long different,
    List<Difference> differences,
    String note) {

  /// Of more than these only the number is told.
  public static final int MOST_DIFFERENCES = 500;

  /// How every report is to be read.
  static final String NOTE =
      "A one-step difference: each input met the state that the recorded events had made, not one"
          + " that earlier differences would have made. It is not a second history.";

  public WhatIfReport {
    differences = List.copyOf(differences);
  }

  /// An input that would have led to something else.
  ///
  /// @param position of the input in the log
  /// @param input its type
  /// @param subject what it is about
  /// @param incident that its ticket belonged to then; null if to none
  /// @param mapped fields that the payload now says otherwise
  /// @param recorded what happened and would not have
  /// @param instead what would have happened and did not
  /// @param trouble why it could not be mapped or decided, or empty
  public record Difference(
      String position,
      Instant at,
      String input,
      String subject,
      @Nullable IncidentId incident,
      List<MappedDifference> mapped,
      List<String> recorded,
      List<String> instead,
      String trouble) {

    public Difference {
      mapped = List.copyOf(mapped);
      recorded = List.copyOf(recorded);
      instead = List.copyOf(instead);
    }
  }

  /// A field that two mappings read otherwise.
  ///
  /// @param recorded null if the ticket had no such field
  /// @param instead null if it would have none
  public record MappedDifference(
      Field field, @Nullable String recorded, @Nullable String instead) {}
}
