package hub.service.contact;

import hub.service.contact.People.Language;
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The site's words: `templates/<name>.<language>.short.txt` is one line, the subject of a mail,
/// and `…long.txt` its text. Both are Qute templates; what they may use is in the reference.
public final class NoticeTemplates {

  /// Where they lie in a site's directory.
  static final String DIRECTORY = "templates";

  private static final long LARGEST = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final List<Path> directories;
  private final Engine engine = Engine.builder().addDefaults().build();

  /// @param directories of the site, its own first
  public NoticeTemplates(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /// The two forms of a notice in one language.
  ///
  /// @param subject one line
  public record Text(String subject, String body) {}

  /// Writes a notice.
  ///
  /// @param facts by name; what a template names and this lacks is a mistake of the template
  /// @throws IllegalArgumentException if there is no such template or it cannot be filled in
  public Text write(String name, Language language, Map<String, ?> facts) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a template has a plain name of small letters");
    }
    var subject = filled(name, language, "short", facts);
    return new Text(
        BLANKS.matcher(subject).replaceAll(" ").strip(),
        filled(name, language, "long", facts).strip() + "\n");
  }

  private String filled(String name, Language language, String form, Map<String, ?> facts) {
    var file = "%s/%s.%s.%s.txt".formatted(DIRECTORY, name, language.code(), form);
    try {
      return engine.parse(content(file)).data(Map.copyOf(facts)).render();
    } catch (TemplateException e) {
      var origin = e.getOrigin();
      throw new IllegalArgumentException(
          "%s:%d cannot be filled in; see ./hub template"
              .formatted(file, origin == null ? 0 : origin.getLine()),
          e);
    }
  }

  private String content(String name) {
    for (var directory : directories) {
      var file = directory.resolve(name);
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
          return Files.readString(file);
        }
      } catch (IOException e) {
        throw new IllegalArgumentException(name + " cannot be read", e);
      }
    }
    throw new IllegalArgumentException("the site has no " + name);
  }
}
