package hub.service.dashboard;

import hub.service.search.AttentionKind;
import hub.service.search.IncidentDetail.CellState;
import hub.service.search.SyncCondition;
import hub.service.search.SystemStatus.Condition;

/// How a condition looks and what it is called. Never by colour alone.
///
/// @param tone `bad`, `warn`, `info`, `good` or `calm`
/// @param icon name of a drawing
public record Look(String words, String tone, String icon) {

  static Look of(AttentionKind kind) {
    return switch (kind) {
      case SYSTEM_DEAD -> new Look("Does not answer", "bad", "unplugged");
      case CREDENTIALS_REFUSED -> new Look("Credentials refused", "bad", "lock");
      case RATE_LIMITED -> new Look("Asks us to slow down", "info", "hourglass");
      case SYSTEM_PAUSED -> new Look("Paused", "info", "pause");
      case SYSTEM_REWOUND -> new Look("Restored from backup?", "bad", "rewind");
      case FIELD_PARKED -> new Look("Value refused", "warn", "blocked");
      case CREATE_PARKED -> new Look("Ticket refused", "bad", "blocked");
      case FIELD_FROZEN -> new Look("Goes to and fro", "warn", "swap");
      case VALUE_CONFLICT -> new Look("Conflict", "warn", "swap");
      case CORRELATION_CONFLICT -> new Look("References disagree", "warn", "link");
      case NO_RELEASE_COMING -> new Look("No release is coming", "warn", "blocked");
      case TICKET_GONE -> new Look("Ticket is gone", "warn", "blocked");
      case GATE_BYPASSED -> new Look("Went past a gate", "warn", "blocked");
      case NOTICE_REFUSED -> new Look("Notice not sent", "bad", "letter");
      case DEAD_LETTER -> new Look("Could not be processed", "warn", "letter");
    };
  }

  static Look of(Condition condition) {
    return switch (condition) {
      case WORKING -> new Look("Working", "good", "check");
      case DEAD -> new Look("Does not answer", "bad", "unplugged");
      case RATE_LIMITED -> new Look("Asks us to slow down", "info", "hourglass");
      case CREDENTIALS_REFUSED -> new Look("Credentials refused", "bad", "lock");
      case PAUSED -> new Look("Paused", "info", "pause");
      case REWOUND -> new Look("Restored from backup?", "bad", "rewind");
      case OBSERVE -> new Look("Observing only", "calm", "eye");
    };
  }

  static Look of(SyncCondition sync) {
    return switch (sync) {
      case IN_SYNC -> new Look("In sync", "good", "check");
      case CATCHING_UP -> new Look("Catching up", "info", "hourglass");
      case NEEDS_ATTENTION -> new Look("Needs attention", "warn", "alert");
    };
  }

  static Look of(CellState state) {
    return switch (state) {
      case SAME -> new Look("Same", "good", "check");
      case LEFT_ALONE -> new Look("Left alone", "calm", "dot");
      case WAITING -> new Look("On its way", "info", "hourglass");
      case PARKED -> new Look("Refused", "warn", "blocked");
      case FROZEN -> new Look("Goes to and fro", "warn", "swap");
      case HELD -> new Look("Held back", "info", "pause");
      case DIFFERENT -> new Look("Differs", "warn", "alert");
    };
  }
}
