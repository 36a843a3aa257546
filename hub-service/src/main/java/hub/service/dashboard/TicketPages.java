package hub.service.dashboard;

import hub.service.search.TicketLabel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a ticket can be looked at in its own tool.
final class TicketPages {

  private static final String KEY = "{key}";

  private final Map<String, String> templates = new TreeMap<>();

  /// @param templates by system; what is no web address with a place for the key makes no links
  TicketPages(Map<String, String> templates) {
    templates.forEach((system, template) -> {
      if (isWeb(template)) {
        this.templates.put(system, template);
      }
    });
  }

  /// A ticket on a page.
  ///
  /// @param url null if its tool has no pages
  public record TicketLink(String system, String key, @Nullable String url) {}

  TicketLink link(TicketLabel ticket) {
    return link(ticket.ref().system(), ticket.key().isEmpty() ? ticket.ref().id() : ticket.key());
  }

  TicketLink link(String system, String key) {
    var template = templates.get(system);
    var url =
        template == null
            ? null
            : template.replace(KEY, URLEncoder.encode(key, StandardCharsets.UTF_8));
    return new TicketLink(system, key, url);
  }

  private static boolean isWeb(String template) {
    return (template.startsWith("http://") || template.startsWith("https://"))
        && template.contains(KEY);
  }
}
