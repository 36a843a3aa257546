package hub.connector.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The local desks that may report by mail, one on each line:
///
/// ```
/// region-eksempel: servicedesk@region.example, @it.region.example; number INC\d{6,15}; language da
/// ```
public final class Desks {

  private static final String NUMBER = "number ";
  private static final String LANGUAGE = "language ";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]*@[^@\\s]+\\.[^@\\s]+");

  private final List<Desk> desks;

  private Desks(List<Desk> desks) {
    this.desks = List.copyOf(desks);
  }

  /// Reads the list.
  ///
  /// @param language of desks that name none
  /// @throws IllegalArgumentException which names the line and what is wrong with it
  static Desks of(String text, String language) {
    var desks = new ArrayList<Desk>();
    for (var line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      desks.add(desk(line, language));
    }
    return new Desks(desks);
  }

  /// What is wrong with a list, by line: something that cannot be read, a desk or an address that
  /// stands there twice.
  ///
  /// @param language of desks that name none
  public static SequencedMap<Integer, String> problems(String text, String language) {
    var problems = new TreeMap<Integer, String>();
    var names = new HashSet<String>();
    var addresses = new HashMap<String, String>();
    var lines = text.lines().map(String::strip).toList();
    for (var i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty()) {
        continue;
      }
      try {
        var desk = desk(lines.get(i), language);
        if (!names.add(desk.name())) {
          problems.put(i + 1, "names the desk %s twice".formatted(desk.name()));
        }
        for (var address : desk.addresses()) {
          var other = addresses.putIfAbsent(address, desk.name());
          if (other != null) {
            problems.put(i + 1, "gives %s to %s too".formatted(address, other));
          }
        }
      } catch (IllegalArgumentException wrong) {
        problems.put(i + 1, String.valueOf(wrong.getMessage()));
      }
    }
    if (addresses.isEmpty() && problems.isEmpty()) {
      problems.put(1, "names no desk, so nobody may report");
    }
    return problems;
  }

  private static Desk desk(String line, String usual) {
    var colon = line.indexOf(':');
    var name = colon < 0 ? line : line.substring(0, colon).strip();
    if (colon < 0 || !NAME.matcher(name).matches()) {
      throw problem(line, "a desk is written as name: addresses; number regex; language da");
    }
    var addresses = new ArrayList<String>();
    Pattern number = null;
    var language = usual;
    for (var part : line.substring(colon + 1).split(";", -1)) {
      var words = part.strip();
      if (words.startsWith(NUMBER)) {
        number = pattern(line, words.substring(NUMBER.length()).strip());
      } else if (words.startsWith(LANGUAGE)) {
        language = words.substring(LANGUAGE.length()).strip();
      } else {
        addresses.addAll(addresses(line, words));
      }
    }
    if (!MailWords.LANGUAGES.contains(language)) {
      throw problem(line, "the languages are " + MailWords.LANGUAGES);
    }
    return new Desk(name, addresses, number, language);
  }

  private static List<String> addresses(String line, String words) {
    var addresses = new ArrayList<String>();
    for (var word : words.split(",", -1)) {
      var address = word.strip().toLowerCase(Locale.ROOT);
      if (!ADDRESS.matcher(address).matches()) {
        throw problem(line, "\"" + address + "\" is neither an address nor an @domain");
      }
      addresses.add(address);
    }
    return addresses;
  }

  private static Pattern pattern(String line, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException wrong) {
      throw problem(line, "the number is no regular expression: " + wrong.getDescription());
    }
  }

  private static IllegalArgumentException problem(String line, String cause) {
    return new IllegalArgumentException("desks: \"" + line + "\": " + cause);
  }

  /// The desk that an address belongs to. One that names the whole address wins over a domain.
  Optional<Desk> of(String address) {
    var lower = address.toLowerCase(Locale.ROOT);
    return desks.stream()
        .filter(desk -> desk.has(lower) && desk.addresses().contains(lower))
        .findFirst()
        .or(() -> desks.stream().filter(desk -> desk.has(address)).findFirst());
  }

  Optional<Desk> named(String name) {
    return desks.stream().filter(desk -> desk.name().equals(name)).findFirst();
  }
}
