package hub.connector.clearquest;

import hub.connector.mapping.ToolTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Takes the one long text apart that ClearQuest's Notes package makes of all notes of a record.
///
/// Each note begins with a line that names its author and time. What that line looks like is up to
/// the hook of the schema, so the pattern is configuration: groups `author` and `time`.
final class NotesLog {

  /// The line of the stock package, such as `===== State: Opened by: jo on: 2026-05-02 10:15:30
  /// =====`, and near relatives of it.
  ///
  /// Possessive throughout, so that a hostile line cannot make it search for long.
  static final String STANDARD_HEADER =
      "^=++\\s*+(?:State:\\s*+\\S++\\s++)?by:?\\s*+(?<author>\\S.*?)\\s++on:?\\s*+"
          + "(?<time>[^=\\s][^=]*?)\\s*+=++\\s*+$";

  /// Longest line that is tried as a header, so that no pattern meets a book.
  private static final int LONGEST_HEADER = 300;

  /// Longest log that is taken apart; of a longer one the beginning.
  static final int LONGEST_LOG = 1_000_000;

  private static final List<DateTimeFormatter> LOCAL_TIMES =
      List.of(
          local("yyyy-MM-dd[ ]['T']HH:mm[:ss]"),
          local("d MMMM yyyy HH:mm[:ss]"),
          local("d MMM yyyy HH:mm[:ss]"),
          local("M/d/yyyy HH:mm[:ss]"),
          local("M/d/yyyy h:mm[:ss] a"),
          local("d.M.yyyy HH:mm[:ss]"));

  /// A note of the log.
  ///
  /// @param id digest of author, time and text, with an ordinal that tells equal ones apart
  /// @param writtenAt null if the header's time cannot be read
  record Note(String id, String author, @Nullable Instant writtenAt, String text) {}

  /// What a log says.
  ///
  /// @param notes oldest first
  /// @param isComplete false if the text was cut, so that notes are missing
  record Contents(List<Note> notes, boolean isComplete) {

    Contents {
      notes = List.copyOf(notes);
    }
  }

  private record Raw(String author, String time, String text) {}

  private final Pattern header;
  private final ZoneId zone;

  /// @param zone in which times without an offset are meant
  NotesLog(String header, ZoneId zone) {
    this.header = compiled(header);
    this.zone = zone;
  }

  private static Pattern compiled(String header) {
    try {
      var pattern = Pattern.compile(header, Pattern.CASE_INSENSITIVE);
      var groups = pattern.namedGroups().keySet();
      if (!groups.contains("author") || !groups.contains("time")) {
        throw new IllegalArgumentException(
            "noteHeader needs the groups (?<author>…) and (?<time>…)");
      }
      return pattern;
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException(
          "noteHeader is no regular expression: " + notAPattern.getDescription(), notAPattern);
    }
  }

  /// Takes a log apart.
  ///
  /// @param isCut whether the server showed only its beginning
  Contents read(String log, boolean isCut) {
    if (log.length() > LONGEST_LOG) {
      return read(log.substring(0, LONGEST_LOG), true);
    }
    var raw = split(log);
    if (isCut && !raw.isEmpty()) {
      // The last one shown is the one that was cut.
      raw.removeLast();
    }
    if (isNewestFirst(raw)) {
      Collections.reverse(raw);
    }
    var ordinals = new HashMap<String, Integer>();
    var notes = new ArrayList<Note>();
    for (var one : raw) {
      var digest = digest(one);
      var ordinal = ordinals.merge(digest, 1, Integer::sum);
      notes.add(
          new Note(
              digest + "-" + ordinal, one.author(), time(one.time()).orElse(null), one.text()));
    }
    return new Contents(notes, !isCut);
  }

  /// Some hooks put a new note at the top, others at the end; the times tell.
  private boolean isNewestFirst(List<Raw> raw) {
    var times = raw.stream().map(note -> time(note.time())).flatMap(Optional::stream).toList();
    return times.size() > 1 && times.getFirst().isAfter(times.getLast());
  }

  private List<Raw> split(String log) {
    var notes = new ArrayList<Raw>();
    @Nullable Matcher open = null;
    var text = new StringBuilder();
    for (var line : log.replace("\r\n", "\n").replace('\r', '\n').lines().toList()) {
      var matcher = header.matcher(line.length() <= LONGEST_HEADER ? line : "");
      if (matcher.find()) {
        add(notes, open, text);
        open = matcher;
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    add(notes, open, text);
    return notes;
  }

  private static void add(List<Raw> notes, @Nullable Matcher header, CharSequence text) {
    var note = text.toString().strip();
    if (header != null) {
      notes.add(new Raw(group(header, "author"), group(header, "time"), note));
    } else if (!note.isEmpty()) {
      // Text before the first header: written before the package came, or by an import.
      notes.add(new Raw("", "", note));
    }
  }

  private static String group(Matcher matcher, String name) {
    var value = matcher.group(name);
    return value == null ? "" : value.strip();
  }

  private Optional<Instant> time(String text) {
    return ToolTime.parse(text)
        .or(() ->
            LOCAL_TIMES.stream()
                .map(form -> local(text, form))
                .flatMap(Optional::stream)
                .findFirst());
  }

  private Optional<Instant> local(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).atZone(zone).toInstant());
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter local(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  private static String digest(Raw note) {
    try {
      var text = note.author() + "\n" + note.time() + "\n" + note.text();
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
