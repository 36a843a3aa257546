package hub.service.site;

/// Something in a site's directory that cannot be right.
///
/// @param file as people find it, relative to the directory that was given
/// @param line from 1; 0 if the file as a whole is meant
/// @param where the path of keys inside the file, or empty
/// @param cause what was found
/// @param remedy the way out
public record Mistake(String file, int line, String where, String cause, String remedy)
    implements Comparable<Mistake> {

  @Override
  public int compareTo(Mistake other) {
    var byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    var byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : toString().compareTo(other.toString());
  }

  /// Where, what was found, and the way out, on one line.
  @Override
  public String toString() {
    var place = line > 0 ? file + ":" + line : file;
    var subject = where.isEmpty() ? "" : where + " ";
    var end = remedy.endsWith("?") || remedy.endsWith("…") ? "" : ".";
    return "%s: %s%s. %s%s".formatted(place, subject, cause, remedy, end);
  }
}
