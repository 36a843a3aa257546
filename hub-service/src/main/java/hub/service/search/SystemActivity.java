package hub.service.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When the hub last got on with a tool, by its events.
///
/// @param pausedAt null while it is not paused
/// @param rewoundAt null while it does not look restored from backup
record SystemActivity(
    String system,
    @Nullable Instant lastRead,
    @Nullable Instant lastWrite,
    @Nullable Instant pausedAt,
    @Nullable Instant rewoundAt) {

  static SystemActivity none(String system) {
    return new SystemActivity(system, null, null, null, null);
  }

  SystemActivity read(Instant at) {
    return new SystemActivity(system, later(lastRead, at), lastWrite, pausedAt, rewoundAt);
  }

  SystemActivity written(Instant at) {
    return new SystemActivity(system, lastRead, later(lastWrite, at), pausedAt, rewoundAt);
  }

  SystemActivity held(@Nullable Instant paused, @Nullable Instant rewound) {
    return new SystemActivity(system, lastRead, lastWrite, paused, rewound);
  }

  private static Instant later(@Nullable Instant known, Instant at) {
    return known == null || at.isAfter(known) ? at : known;
  }
}
