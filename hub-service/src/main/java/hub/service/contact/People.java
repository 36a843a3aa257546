package hub.service.contact;

import hub.delivery.Recipient;
import hub.ticket.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The restricted contact list of a site: who holds a role, who is on a list.
///
/// The file is read anew for every notice, so that a change of duty needs no restart. No message of
/// this class holds a name or an address.
public final class People {

  /// The file's name in a site's directory.
  public static final String FILE = "people.yaml";

  private static final long LARGEST = 1_000_000;
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,255}");

  private final List<Path> candidates;
  private final Language usual;

  /// @param directories of the site, its own first
  /// @param usual the language of those for whom the file names none
  public People(List<Path> directories, Language usual) {
    this.usual = usual;
    this.candidates = directories.stream().map(directory -> directory.resolve(FILE)).toList();
  }

  /// Somebody who can be reached.
  ///
  /// @param language `da`, `sv` or `en`
  public record Person(String mail, Language language) {

    /// Never shows the address.
    @Override
    public String toString() {
      return "Person[" + language + "]";
    }
  }

  /// The languages that templates are written in.
  public enum Language {
    DA,
    SV,
    EN;

    /// As files and the list write it.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The language of a code; empty if there are no templates in it.
    public static Optional<Language> of(String code) {
      return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
    }
  }

  /// Who is meant now.
  ///
  /// @throws IllegalArgumentException if nobody is, or the list cannot be read
  public List<Person> find(Recipient recipient) {
    var name =
        switch (recipient) {
          case Recipient.RoleHolder(Role role) -> role.name();
          case Recipient.DistributionList(String list) -> list;
        };
    var section =
        switch (recipient) {
          case Recipient.RoleHolder _ -> "roles";
          case Recipient.DistributionList _ -> "lists";
        };
    var found =
        content().get(section) instanceof Map<?, ?> entries
                && entries.get(name) instanceof List<?> all
            ? people(all, name)
            : List.<Person>of();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "%s lists nobody under %s.%s; add somebody".formatted(FILE, section, name));
    }
    return found;
  }

  /// The languages of all of them; empty where the list is not at hand.
  Set<Language> languages() {
    var languages = EnumSet.noneOf(Language.class);
    if (candidates.stream().noneMatch(Files::isRegularFile)) {
      return languages;
    }
    for (var section : List.of("roles", "lists")) {
      if (content().get(section) instanceof Map<?, ?> entries) {
        entries.forEach((name, all) -> {
          if (all instanceof List<?> listed) {
            people(listed, String.valueOf(name)).stream()
                .map(Person::language)
                .forEach(languages::add);
          }
        });
      }
    }
    return languages;
  }

  private List<Person> people(List<?> entries, String name) {
    var people = new LinkedHashMap<String, Person>();
    for (var entry : entries) {
      var mail = entry instanceof Map<?, ?> map ? text(map.get("mail")) : text(entry);
      var code = entry instanceof Map<?, ?> map ? text(map.get("language")) : "";
      if (!ADDRESS.matcher(mail).matches()) {
        throw new IllegalArgumentException(
            "%s holds something under %s that is no mail address".formatted(FILE, name));
      }
      // Who stands there twice is told once.
      people.putIfAbsent(
          mail.toLowerCase(Locale.ROOT), new Person(mail, Language.of(code).orElse(usual)));
    }
    return List.copyOf(people.values());
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text.strip() : "";
  }

  private Map<?, ?> content() {
    for (var file : candidates) {
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    throw new IllegalArgumentException(
        "the site has no %s; it says who holds which role".formatted(FILE));
  }

  private static Map<?, ?> read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException("%s is larger than %d bytes".formatted(FILE, LARGEST));
      }
      var settings = LoadSettings.builder().setLabel(FILE).build();
      return new Load(settings).loadFromString(Files.readString(file)) instanceof Map<?, ?> map
          ? map
          : Map.of();
    } catch (IOException e) {
      throw new IllegalArgumentException(FILE + " cannot be read", e);
    } catch (YamlEngineException _) {
      // Its message would quote the file.
      throw new IllegalArgumentException(FILE + " is not YAML; correct it");
    }
  }
}
