package hub.simulator.page;

import java.util.List;

/// A fault that a person can raise with one click: its name, its label, what it does, and the
/// request to the admin interface that it stands for.
record FaultButton(String name, String label, String title, String body) {
  static final List<FaultButton> ALL =
      List.of(
          new FaultButton(
              "outage", "Cut off", "The tool answers 503 until cleared", "{\"kind\":\"outage\"}"),
          new FaultButton(
              "latency",
              "Slow",
              "Every answer takes five seconds",
              "{\"kind\":\"latency\",\"seconds\":5}"),
          new FaultButton(
              "lost-answer",
              "Lose an answer",
              "The next create is stored, and nobody is told",
              "{\"kind\":\"lost-answer\",\"operation\":\"create\",\"count\":1}"),
          new FaultButton(
              "late-commit",
              "Commit late",
              "The next create is cut off, and stored 45 seconds later",
              "{\"kind\":\"late-commit\",\"operation\":\"create\",\"seconds\":45,\"count\":1}"),
          new FaultButton(
              "conflict",
              "Conflict",
              "The next write is refused with 409",
              "{\"kind\":\"conflict\",\"count\":1}"),
          new FaultButton(
              "rate-limit",
              "Rate limit",
              "The next five requests get 429 and Retry-After",
              "{\"kind\":\"rate-limit\",\"count\":5,\"seconds\":10}"),
          new FaultButton(
              "error", "Error", "The next request gets 500", "{\"kind\":\"error\",\"count\":1}"),
          new FaultButton(
              "search-lag",
              "Search lag",
              "Searches are 30 seconds behind",
              "{\"kind\":\"search-lag\",\"seconds\":30}"),
          new FaultButton(
              "refuse-priority",
              "Refuse priority",
              "Writes of the priority are refused until cleared",
              "{\"kind\":\"refuse-field\",\"field\":\"Priority\"}"),
          new FaultButton(
              "rewind",
              "Restore backup",
              "The tool goes back to what it was a minute ago",
              "{\"kind\":\"rewind\",\"seconds\":60}"));
}
