package hub.service.contact;

import hub.engine.privacy.Redaction;
import hub.incident.Notice;
import hub.service.contact.NoticeTemplates.Text;
import hub.service.contact.People.Language;
import hub.service.site.Site;
import java.util.Optional;
import java.util.TreeMap;

/// What a notice says to whom it was sent, written anew from its recorded facts: neither an address
/// nor the link by which it is acknowledged is in it, and personal numbers are redacted.
public final class NoticePreview {

  private final Site site;

  public NoticePreview(Site site) {
    this.site = site;
  }

  /// The text in the language of the first who gets it, or the site's; empty if the facts are
  /// erased or the templates no longer have it.
  ///
  /// @param link what stands where the link was
  public Optional<Text> of(Notice notice, String link) {
    if (notice.facts().isEmpty()) {
      return Optional.empty();
    }
    var facts = new TreeMap<>(SiteLetters.facts(notice.facts(), site.config()));
    facts.put("link", link);
    try {
      var text =
          new NoticeTemplates(site.directories()).write(notice.template(), language(notice), facts);
      return Optional.of(
          new Text(
              Redaction.STANDARD.redact(text.subject()), Redaction.STANDARD.redact(text.body())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Language language(Notice notice) {
    var usual = SiteLetters.usualLanguage(site.config());
    try {
      return new People(site.directories(), usual).find(notice.recipient()).getFirst().language();
    } catch (IllegalArgumentException _) {
      return usual;
    }
  }
}
