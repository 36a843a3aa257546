package hub.service.contact;

import hub.config.ContactsConfig;
import hub.service.contact.People.Language;
import hub.service.site.Mistake;
import hub.service.site.Site;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Whether the hub has words for all that it has to tell: every template is there, in every
/// language that somebody is written to, in both lengths, and names nothing that nothing gives.
public final class TemplateChecks {

  private static final List<String> NOTICES =
      List.of(
          "contact",
          "contact-reminder",
          "discovered",
          "priority-changed",
          "stakeholders",
          "gate-bypassed");
  private static final List<String> FORMS = List.of("short", "long");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<notice>[a-z][a-z0-9-]{0,63})\\.(?<language>da|sv|en)\\.(short|long)\\.txt");

  private final Site site;
  private final Set<String> names;
  private final Engine engine = Engine.builder().addDefaults().build();
  private final TreeMap<String, Path> files = new TreeMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private TemplateChecks(Site site) {
    this.site = site;
    this.names = SiteLetters.names(site.config());
  }

  /// All that is wrong with the templates of a site, or with the list of those who get them.
  public static List<Mistake> run(Site site) {
    var checks = new TemplateChecks(site);
    site.directories().forEach(checks::collect);
    var contacts = site.config().contacts();
    if (contacts != null && contacts.system() != null) {
      checks.complete(contacts);
    }
    checks.files.values().forEach(checks::content);
    return checks.mistakes.stream().sorted().toList();
  }

  /// A site's own file counts before one of the same name in the site that it extends.
  private void collect(Path directory) {
    var templates = directory.resolve(NoticeTemplates.DIRECTORY);
    if (!Files.isDirectory(templates)) {
      return;
    }
    try (var found = Files.list(templates)) {
      for (var file : found.sorted().toList()) {
        var name = String.valueOf(file.getFileName());
        if (NAME.matcher(name).matches()) {
          files.putIfAbsent(name, file);
        } else {
          add(
              file,
              0,
              "has a name that no notice looks for",
              "Call it <notice>.<da, sv or en>.<short or long>.txt");
        }
      }
    } catch (IOException _) {
      add(templates, 0, "cannot be read", "Correct the rights");
    }
  }

  private void complete(ContactsConfig contacts) {
    var languages = languages(contacts);
    for (var notice : NOTICES) {
      for (var language : languages) {
        for (var form : FORMS) {
          var name = "%s.%s.%s.txt".formatted(notice, language.code(), form);
          if (!files.containsKey(name)) {
            add(
                site.directory().resolve(NoticeTemplates.DIRECTORY).resolve(name),
                0,
                "is missing",
                "Write it: notices of this kind are sent, and in this language");
          }
        }
      }
    }
  }

  /// The site's, those of the people, and those that somebody has begun to write in.
  private Set<Language> languages(ContactsConfig contacts) {
    var languages = EnumSet.noneOf(Language.class);
    var usual = Language.of(contacts.language()).orElse(Language.DA);
    languages.add(usual);
    for (var name : files.keySet()) {
      var parts = NAME.matcher(name);
      if (parts.matches()) {
        Language.of(parts.group("language")).ifPresent(languages::add);
      }
    }
    try {
      languages.addAll(new People(site.directories(), usual).languages());
    } catch (IllegalArgumentException wrong) {
      add(
          site.directory().resolve(People.FILE),
          0,
          String.valueOf(wrong.getMessage()),
          "Correct it; notices are sent to those who stand there");
    }
    return languages;
  }

  private void content(Path file) {
    try {
      var template = engine.parse(Files.readString(file));
      template.getExpressions().forEach(expression -> expression(file, expression));
    } catch (IOException _) {
      add(file, 0, "cannot be read as UTF-8", "Save it as UTF-8, and correct the rights");
    } catch (TemplateException wrong) {
      var origin = wrong.getOrigin();
      add(
          file,
          origin == null ? 0 : origin.getLine(),
          "is no template: " + String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""),
          "Close every section and brace, or write \\{ for a brace");
    }
  }

  private void expression(Path file, Expression expression) {
    var name = expression.getParts().getFirst().getName();
    if (!expression.isLiteral() && !expression.hasNamespace() && !names.contains(name)) {
      add(
          file,
          expression.getOrigin().getLine(),
          "names {%s}, which no notice has".formatted(name),
          "Use one of " + String.join(", ", names));
    }
  }

  private void add(Path file, int line, String cause, String remedy) {
    var shown = site.directory().relativize(file).toString();
    mistakes.add(new Mistake(shown, line, "", cause, remedy));
  }
}
