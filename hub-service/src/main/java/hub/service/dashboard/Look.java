package hub.service.dashboard;

import hub.service.search.AttentionKind;
import hub.service.search.IncidentDetail.CellState;
import hub.service.search.SyncCondition;
import hub.service.search.SystemStatus.Condition;
import hub.service.words.Words;

/// How a condition looks and what it is called in a language. Never by colour alone.
///
/// @param tone `bad`, `warn`, `info`, `good` or `calm`
/// @param icon name of a drawing
public record Look(String words, String tone, String icon) {

  static Look of(AttentionKind kind, Words words) {
    var text = words.say("kind." + kind);
    return switch (kind) {
      case SYSTEM_DEAD -> new Look(text, "bad", "unplugged");
      case CREDENTIALS_REFUSED -> new Look(text, "bad", "lock");
      case RATE_LIMITED -> new Look(text, "info", "hourglass");
      case SYSTEM_PAUSED -> new Look(text, "info", "pause");
      case SYSTEM_REWOUND -> new Look(text, "bad", "rewind");
      case WRITE_LIMIT -> new Look(text, "bad", "alert");
      case FIELD_PARKED -> new Look(text, "warn", "blocked");
      case CREATE_PARKED -> new Look(text, "bad", "blocked");
      case DUPLICATE_OPEN -> new Look(text, "warn", "blocked");
      case FIELD_FROZEN -> new Look(text, "warn", "swap");
      case VALUE_CONFLICT -> new Look(text, "warn", "swap");
      case CORRELATION_CONFLICT -> new Look(text, "warn", "link");
      case NO_RELEASE_COMING -> new Look(text, "warn", "blocked");
      case TICKET_GONE -> new Look(text, "warn", "blocked");
      case GATE_BYPASSED -> new Look(text, "warn", "blocked");
      case NOTICE_REFUSED -> new Look(text, "bad", "letter");
      case CONTACT_OVERDUE -> new Look(text, "bad", "phone");
      case DISK_FULL -> new Look(text, "bad", "disk");
      case DEAD_LETTER -> new Look(text, "warn", "letter");
    };
  }

  static Look of(Condition condition, Words words) {
    var text = words.say("condition." + condition);
    return switch (condition) {
      case WORKING -> new Look(text, "good", "check");
      case DEAD -> new Look(text, "bad", "unplugged");
      case RATE_LIMITED -> new Look(text, "info", "hourglass");
      case CREDENTIALS_REFUSED -> new Look(text, "bad", "lock");
      case PAUSED -> new Look(text, "info", "pause");
      case REWOUND -> new Look(text, "bad", "rewind");
      case WRITE_LIMIT -> new Look(text, "bad", "alert");
      case OBSERVE -> new Look(text, "calm", "eye");
    };
  }

  static Look of(SyncCondition sync, Words words) {
    var text = words.say("sync." + sync);
    return switch (sync) {
      case IN_SYNC -> new Look(text, "good", "check");
      case CATCHING_UP -> new Look(text, "info", "hourglass");
      case NEEDS_ATTENTION -> new Look(text, "warn", "alert");
    };
  }

  static Look of(CellState state, Words words) {
    var text = words.say("cell." + state);
    return switch (state) {
      case SAME -> new Look(text, "good", "check");
      case LEFT_ALONE -> new Look(text, "calm", "dot");
      case WAITING -> new Look(text, "info", "hourglass");
      case PARKED -> new Look(text, "warn", "blocked");
      case FROZEN -> new Look(text, "warn", "swap");
      case HELD -> new Look(text, "info", "pause");
      case DIFFERENT -> new Look(text, "warn", "alert");
    };
  }
}
