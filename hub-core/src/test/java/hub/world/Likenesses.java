package hub.world;

import hub.incident.Entry.ChangePace;
import hub.incident.Entry.WritePace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Tells which situations are alike: they differ only in when all began, in which numbers events
/// have, and in how long ago what is past, and so lead to the same.
///
/// Moments that something waits for count from now on, until nothing can wait for them any more. Of
/// readings, of the tickets' beginnings and of numbers the order counts, and other moments decide
/// nothing here. A situation is told part by part, since most are those of the situation before.
final class Likenesses {

  /// Longer than the settle time.
  private static final long LONG_AGO = Duration.ofSeconds(100).toMillis();

  private static final Pattern MOMENT_OR_NUMBER =
      Pattern.compile(
          "(?<at>\\d{4}-\\d\\d-\\d\\dT[0-9:.]{5,18}Z)"
              + "|(?:sequence=|/update/|/refresh/)(?<number>\\d{1,9})");

  private static final List<String> AWAITED =
      List.of("due=", "lastMayHaveReachedAt=", "earlierAttemptUntil=", "latest=");

  /// Decides only after an earlier attempt.
  private static final String BEGUN = "begun=";

  private static final List<String> IN_ORDER = List.of("began=", "ended=", "createdAt=");

  private final IdentityHashMap<Object, Part> parts = new IdentityHashMap<>();

  /// Two digests; together they are as good as unique.
  record Likeness(long one, long other) {}

  /// What is told of one part: a digest of its words without moments and numbers, the moments in
  /// epoch milliseconds and the numbers as they appear.
  private static final class Part {

    final long words;
    final long[] awaited;
    final long[] moments;
    final long[] numbers;

    Part(long words, long[] awaited, long[] moments, long[] numbers) {
      this.words = words;
      this.awaited = awaited;
      this.moments = moments;
      this.numbers = numbers;
    }
  }

  Likeness of(Situation situation) {
    // How much was written lately decides nothing below the limit.
    var ordered =
        new ArrayList<Object>(
            situation.state().stream()
                .filter(entry -> !(entry instanceof WritePace || entry instanceof ChangePace))
                .toList());
    for (var tool : situation.tools().values()) {
      ordered.addAll(tool.tickets().values());
      ordered.addAll(tool.searchableFrom().values());
      ordered.addAll(tool.late());
      ordered.addAll(tool.shown().values());
      ordered.add(tool.system());
    }
    for (var sink : situation.sinks().values()) {
      ordered.addAll(sink.queue());
      ordered.add(sink.attempt() == null ? "idle" : sink.attempt());
      ordered.add(sink.answer() == null ? "silent" : sink.answer());
      ordered.add(sink.isFirstAfterStart() ? "new" : "old");
    }
    ordered.add(situation.allowance());
    var told = ordered.stream().map(this::part).toList();
    var anyOrder = situation.arriving().stream().map(this::part).toList();
    var moments = inOrder(told, anyOrder, part -> part.moments);
    var numbers = inOrder(told, anyOrder, part -> part.numbers);
    var now = situation.now().toEpochMilli();
    var result = new Mix();
    told.forEach(part -> add(result, part, now, moments, numbers));
    anyOrder.stream()
        .map(part -> {
          var mix = new Mix();
          add(mix, part, now, moments, numbers);
          return mix;
        })
        .sorted((a, b) -> Long.compare(a.one, b.one))
        .forEach(mix -> result.add(mix.one));
    return new Likeness(result.one, result.other);
  }

  private static long[] inOrder(List<Part> some, List<Part> others, Function<Part, long[]> which) {
    return Stream.concat(some.stream(), others.stream())
        .flatMapToLong(part -> LongStream.of(which.apply(part)))
        .sorted()
        .distinct()
        .toArray();
  }

  private static void add(Mix mix, Part part, long now, long[] moments, long[] numbers) {
    mix.add(part.words);
    for (var moment : part.awaited) {
      mix.add(Math.max(moment - now, -LONG_AGO));
    }
    for (var moment : part.moments) {
      mix.add(Arrays.binarySearch(moments, moment));
    }
    for (var number : part.numbers) {
      mix.add(Arrays.binarySearch(numbers, number));
    }
  }

  private Part part(Object object) {
    return parts.computeIfAbsent(object, Likenesses::told);
  }

  private static Part told(Object object) {
    var words = object.toString();
    var awaited = LongStream.builder();
    var moments = LongStream.builder();
    var numbers = LongStream.builder();
    var text = new StringBuilder(words.length());
    var matcher = MOMENT_OR_NUMBER.matcher(words);
    while (matcher.find()) {
      if (matcher.group("at") != null) {
        var before = words.substring(Math.max(0, matcher.start() - 24), matcher.start());
        var at = Instant.parse(matcher.group("at")).toEpochMilli();
        var isAfterAttempt =
            before.endsWith(BEGUN)
                && (words.contains("lastMayHaveReachedAt=2")
                    || words.contains("earlierAttemptUntil=2"));
        if (before.isEmpty() || isAfterAttempt || AWAITED.stream().anyMatch(before::endsWith)) {
          awaited.add(at);
        } else if (IN_ORDER.stream().anyMatch(before::endsWith)) {
          moments.add(at);
        }
        matcher.appendReplacement(text, "<at>");
      } else {
        numbers.add(Long.parseLong(matcher.group("number")));
        matcher.appendReplacement(text, "<number>");
      }
    }
    matcher.appendTail(text);
    var mix = new Mix();
    text.chars().forEach(mix::add);
    return new Part(
        mix.one, awaited.build().toArray(), moments.build().toArray(), numbers.build().toArray());
  }

  /// Mixes numbers into two digests, in order.
  private static final class Mix {

    private long one = 0x9E3779B97F4A7C15L;
    private long other = 0xC2B2AE3D27D4EB4FL;

    void add(long value) {
      one = (one ^ value) * 0xBF58476D1CE4E5B9L;
      one ^= one >>> 29;
      other = (other + value) * 0x94D049BB133111EBL;
      other ^= other >>> 31;
    }
  }
}
