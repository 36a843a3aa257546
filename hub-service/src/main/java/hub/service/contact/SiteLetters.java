package hub.service.contact;

import hub.config.HubConfig;
import hub.connector.NoticeLetters;
import hub.delivery.Command.SendNotice;
import hub.incident.IncidentId;
import hub.service.contact.NoticeTemplates.Text;
import hub.service.contact.People.Language;
import hub.service.contact.People.Person;
import hub.service.search.Wording;
import hub.service.site.Site;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes the site's letters: templates filled with a notice's facts, for whoever holds the role at
/// this moment, each in a language of their own.
public final class SiteLetters implements NoticeLetters {

  private static final String COUNTERPART_PREFIX = "key_";
  private static final List<String> ALWAYS =
      List.of(
          "caseNumber",
          "title",
          "priority",
          "status",
          "assignee",
          "previousPriority",
          "changedBy",
          "changedIn",
          "changedAt",
          "role",
          "rule",
          "basis",
          "foundIn",
          "userImpact",
          "gate",
          "task",
          "tickets",
          "link");

  private final Site site;
  private final SignedLinks links;
  private final String address;
  private final InstantSource clock;

  /// @param address where people reach the hub's pages, without a slash at its end
  public SiteLetters(Site site, SignedLinks links, String address, InstantSource clock) {
    this.site = site;
    this.links = links;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public List<Letter> letters(SendNotice notice) {
    var usual = usualLanguage(site.config());
    var templates = new NoticeTemplates(site.directories());
    var texts = new EnumMap<Language, Text>(Language.class);
    return new People(site.directories(), usual)
        .find(notice.recipient()).stream()
            .map(person -> letter(person, notice, templates, texts))
            .toList();
  }

  /// In which those are written to for whom the list of people names no language.
  static Language usualLanguage(HubConfig config) {
    return Optional.ofNullable(config.contacts())
        .flatMap(contacts -> Language.of(contacts.language()))
        .orElse(Language.DA);
  }

  private Letter letter(
      Person person, SendNotice notice, NoticeTemplates templates, Map<Language, Text> texts) {
    var language = person.language();
    var text =
        texts.computeIfAbsent(
            language, _ -> templates.write(notice.template(), language, facts(notice, language)));
    return new Letter(person.mail(), language.code(), text.subject(), text.body());
  }

  private Map<String, String> facts(SendNotice notice, Language language) {
    var facts = facts(notice.facts(), site.config());
    var task = facts.getOrDefault("task", "");
    if (!task.isEmpty()) {
      var token =
          links.token(
              site.config().space().id(),
              new IncidentId(notice.incident()),
              Long.parseLong(task),
              language,
              clock.instant());
      facts.put("link", address + "/contact/" + token);
    }
    return facts;
  }

  /// The facts as templates name them: `caseNumber`, `title`, `key_clearquest`. Those that every
  /// template may use are there, empty where a notice has none.
  public static Map<String, String> facts(Fields fields, HubConfig config) {
    var facts = new TreeMap<String, String>();
    names(config).forEach(name -> facts.put(name, ""));
    fields.values().forEach((field, value) -> facts.put(name(field), value));
    facts.computeIfPresent("role", (_, role) -> Wording.name(role));
    facts.computeIfPresent("status", (_, status) -> Wording.name(status));
    var keys =
        fields.values().entrySet().stream()
            .filter(fact -> fact.getKey().counterpartSystem().isPresent())
            .filter(fact -> !fact.getValue().isEmpty())
            .map(fact -> fact.getKey().counterpartSystem().orElse("") + " " + fact.getValue())
            .toList();
    facts.put("tickets", String.join(", ", keys));
    return facts;
  }

  /// What templates may name.
  static SequencedSet<String> names(HubConfig config) {
    var names = new TreeSet<>(ALWAYS);
    config.systems().keySet().forEach(system -> names.add(name(Field.counterpart(system))));
    return names;
  }

  private static String name(Field field) {
    return field
        .counterpartSystem()
        .map(system -> COUNTERPART_PREFIX + system.replace('-', '_'))
        .orElse(field.name());
  }
}
