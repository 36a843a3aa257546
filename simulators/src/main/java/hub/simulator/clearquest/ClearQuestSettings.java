package hub.simulator.clearquest;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one ClearQuest server is set up.
///
/// @param habits what it does that others may not
/// @param textLimit multi-line texts are cut here on read, 0 for never
/// @param pageSize the page of a query that names none
/// @param sessionLimit how many sessions can be open: its licences
/// @param sessionTimeout after which an idle session is gone
/// @param clockSkew how far the server's clock is ahead
/// @param historyZone the zone of the database server, in which history is written
/// @param codePage the data code page, null for all of Unicode
/// @param language of the messages
/// @param masteredElsewhere visible ids of records that another site masters
/// @param searchLag how far queries are behind the data
/// @param notificationTarget where a notification hook tells of every commit, null for nowhere
/// @param seed makes random orders repeatable
public record ClearQuestSettings(
    Set<Habit> habits,
    int textLimit,
    int pageSize,
    int sessionLimit,
    Duration sessionTimeout,
    Duration clockSkew,
    ZoneId historyZone,
    @Nullable String codePage,
    String language,
    Set<String> masteredElsewhere,
    Duration searchLag,
    @Nullable URI notificationTarget,
    long seed) {

  /// A last-modified field, random field order, texts cut at 2000 characters, and so many sessions
  /// that scripts without cookies get along.
  public static final ClearQuestSettings DEFAULTS =
      new ClearQuestSettings(
          EnumSet.of(Habit.LAST_MODIFIED, Habit.RANDOM_FIELD_ORDER),
          2_000,
          100,
          10_000,
          Duration.ofMinutes(30),
          Duration.ZERO,
          ZoneId.of("Europe/Copenhagen"),
          null,
          "en",
          Set.of(),
          Duration.ZERO,
          null,
          1);

  boolean has(Habit habit) {
    return habits.contains(habit);
  }

  public ClearQuestSettings with(Habit habit) {
    Set<Habit> more = EnumSet.of(habit);
    more.addAll(habits);
    return withHabits(more);
  }

  public ClearQuestSettings without(Habit habit) {
    Set<Habit> less = EnumSet.noneOf(Habit.class);
    less.addAll(habits);
    less.remove(habit);
    return withHabits(less);
  }

  private ClearQuestSettings withHabits(Set<Habit> newHabits) {
    return new ClearQuestSettings(
        newHabits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        codePage,
        language,
        masteredElsewhere,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withTextLimit(int limit) {
    return new ClearQuestSettings(
        habits,
        limit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        codePage,
        language,
        masteredElsewhere,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withSessions(int limit, Duration timeout) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        limit,
        timeout,
        clockSkew,
        historyZone,
        codePage,
        language,
        masteredElsewhere,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withClock(Duration skew, ZoneId zoneOfHistory) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        skew,
        zoneOfHistory,
        codePage,
        language,
        masteredElsewhere,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withCodePage(@Nullable String page) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        page,
        language,
        masteredElsewhere,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withLanguage(String newLanguage) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        codePage,
        newLanguage,
        masteredElsewhere,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withMasteredElsewhere(Set<String> ids) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        codePage,
        language,
        ids,
        searchLag,
        notificationTarget,
        seed);
  }

  public ClearQuestSettings withSearchLag(Duration lag) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        codePage,
        language,
        masteredElsewhere,
        lag,
        notificationTarget,
        seed);
  }

  /// A hook that calls the address after every commit; it is a hint, and it can be lost.
  public ClearQuestSettings withNotificationTarget(@Nullable URI target) {
    return new ClearQuestSettings(
        habits,
        textLimit,
        pageSize,
        sessionLimit,
        sessionTimeout,
        clockSkew,
        historyZone,
        codePage,
        language,
        masteredElsewhere,
        searchLag,
        target,
        seed);
  }
}
