package hub.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How often something has happened of late, minute by minute: small, however much has happened.
///
/// @param minutes those in which something happened, oldest first
public record Pace(List<Minute> minutes) {

  /// For how long it is counted.
  private static final Duration KEPT = Duration.ofMinutes(11);

  public static final Pace NONE = new Pace(List.of());

  /// How often it has happened within one minute.
  ///
  /// @param number of the minute since 1970
  public record Minute(long number, int count) {}

  public Pace {
    minutes = List.copyOf(minutes);
  }

  /// Once more. What is told out of order counts for its own minute while that is remembered.
  Pace plus(Instant at) {
    var minute = minute(at);
    var newest = minutes.isEmpty() ? minute : Math.max(minute, minutes.getLast().number());
    var oldest = newest - KEPT.toMinutes();
    if (minute < oldest) {
      return this;
    }
    var kept = new ArrayList<Minute>();
    minutes.stream()
        .filter(known -> known.number() >= oldest && known.number() < minute)
        .forEach(kept::add);
    kept.add(new Minute(minute, 1 + in(minute)));
    minutes.stream().filter(known -> known.number() > minute).forEach(kept::add);
    return new Pace(kept);
  }

  /// How often for so long, and for less than a minute longer.
  public int within(Duration window, Instant until) {
    var first = minute(until) - window.toMinutes();
    return minutes.stream()
        .filter(minute -> minute.number() >= first)
        .mapToInt(Minute::count)
        .sum();
  }

  private int in(long number) {
    return minutes.stream()
        .filter(minute -> minute.number() == number)
        .mapToInt(Minute::count)
        .sum();
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60L);
  }
}
