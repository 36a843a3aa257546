package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.Systems;
import hub.connector.http.ToolCall;
import hub.connector.sink.DeliveryWalk;
import hub.delivery.DeliveryStep;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.KeyList;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one remote link for each counterpart and for each RFC, so that people can click from the
/// issue to it.
///
/// The link's `globalId` makes Jira replace it instead of adding one. Writing it moves the issue's
/// `updated`, so it is written only if it differs. Where people see a ticket of the other system
/// stands in that system's connection as `browseUrl`, with `{key}`; without it there is no link.
public final class JiraRemoteLinks {

  /// Exchange property: `yes` while there are links to be looked at.
  public static final String LINKS_LEFT = "hubLinksLeft";

  /// Exchange property: `yes` if the link at hand must be written.
  public static final String LINK_DIFFERS = "hubLinkDiffers";

  /// Exchange property: the query that finds the link at hand.
  public static final String LINK_QUERY = "hubLinkQuery";

  /// The connection key of the address at which people see a ticket.
  public static final String BROWSE_URL = "browseUrl";

  private static final String IS_THE_SAME = "is the same incident as";
  private static final String WAITS_FOR = "waits for the release of";
  private static final String LINKS = "hubLinks";
  private static final Logger LOG = LoggerFactory.getLogger(JiraRemoteLinks.class);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String system;
  private final JiraFlavour flavour;
  private final Systems systems;
  private final InstantSource clock;

  /// @param flavour which Jira it is, `data-center` or `cloud`
  public JiraRemoteLinks(String system, String flavour, Systems systems) {
    this(system, flavour, systems, InstantSource.system());
  }

  JiraRemoteLinks(String system, String flavour, Systems systems, InstantSource clock) {
    this.system = system;
    this.flavour = JiraFlavour.named(flavour);
    this.systems = systems;
    this.clock = clock;
  }

  /// Finds out which links the step wants.
  public void wanted(Exchange exchange) {
    flavour.show(exchange);
    var links = new ArrayDeque<ObjectNode>();
    fields(DeliveryWalk.step(exchange))
        .values()
        .forEach((field, key) -> links.addAll(links(field, key)));
    exchange.setProperty(LINKS, links);
    show(exchange, links);
  }

  /// Takes the link as it is, and says whether it must be written.
  public void compare(Exchange exchange) {
    var links = links(exchange);
    var wanted = links.getFirst();
    var response = ToolCall.response(exchange);
    var isThere =
        response.status() != 404 && isSame(wanted, JiraAnswers.json(exchange, clock.instant()));
    if (isThere) {
      links.removeFirst();
      show(exchange, links);
      exchange.setProperty(LINK_DIFFERS, "no");
    } else {
      exchange.setProperty(LINK_DIFFERS, "yes");
    }
  }

  /// The request that writes the link, complete, because Jira empties what is left out.
  public void write(Exchange exchange) {
    JiraSink.send(exchange, links(exchange).getFirst());
  }

  /// Takes the answer to the write.
  public void written(Exchange exchange) {
    JiraAnswers.success(exchange, java.util.Map.of(), clock.instant());
    var links = links(exchange);
    links.removeFirst();
    show(exchange, links);
  }

  /// The issue is there, its link is not. The next update of the counterpart's key makes it.
  public void missed(Exchange exchange) {
    exchange.setProperty(LINKS_LEFT, "no");
    exchange.setProperty(ToolCall.IS_WRITE, false);
    exchange.getMessage().removeHeaders("*");
    LOG.atWarn()
        .setMessage("a remote link could not be written")
        .addKeyValue("system", system)
        .addKeyValue("ticket", exchange.getProperty(DeliveryWalk.TICKET_ID))
        .log();
  }

  private static void show(Exchange exchange, Deque<ObjectNode> links) {
    exchange.setProperty(LINKS_LEFT, links.isEmpty() ? "no" : "yes");
    exchange.removeProperty(LINK_QUERY);
    if (!links.isEmpty()) {
      var id = links.getFirst().path("globalId").asText();
      exchange.setProperty(LINK_QUERY, "globalId=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }
  }

  private List<ObjectNode> links(Field field, String value) {
    if (field.rfcSystem().isPresent()) {
      var system = field.rfcSystem().get();
      return KeyList.of(value).keys().stream()
          .map(key -> link("system=%s&key=%s".formatted(system, key), system, key, WAITS_FOR))
          .flatMap(Optional::stream)
          .toList();
    }
    return field
        .counterpartSystem()
        .filter(_ -> !value.isEmpty())
        .flatMap(system -> link("system=" + system, system, value, IS_THE_SAME))
        .stream()
        .toList();
  }

  private Optional<ObjectNode> link(String id, String other, String key, String relationship) {
    return address(other, key)
        .map(url -> {
          var link = JSON.objectNode().put("globalId", "incident-hub&" + id);
          link.putObject("application").put("type", "incident-hub").put("name", "Incident hub");
          link.put("relationship", relationship);
          link.putObject("object").put("url", url).put("title", key + " (" + other + ")");
          return link;
        });
  }

  private Optional<String> address(String other, String key) {
    try {
      return Optional.ofNullable(systems.system(other).connection().get(BROWSE_URL))
          .map(pattern ->
              pattern.replace(
                  "{key}", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20")))
          .filter(url -> "http".equals(URI.create(url).getScheme()) || url.startsWith("https:"));
    } catch (IllegalArgumentException noSuchSystem) {
      return Optional.empty();
    }
  }

  private static boolean isSame(JsonNode wanted, JsonNode found) {
    return wanted.at("/object/url").equals(found.at("/object/url"))
        && wanted.at("/object/title").equals(found.at("/object/title"));
  }

  private static Fields fields(DeliveryStep step) {
    return switch (step) {
      case DeliveryStep.Create create -> create.fields();
      case DeliveryStep.Update update -> update.fields();
      case DeliveryStep.FindByMarker _,
          DeliveryStep.Read _,
          DeliveryStep.Transition _,
          DeliveryStep.Comment _,
          DeliveryStep.Send _,
          DeliveryStep.Done _ ->
          Fields.NONE;
    };
  }

  @SuppressWarnings("unchecked")
  private static Deque<ObjectNode> links(Exchange exchange) {
    return exchange.getProperty(LINKS, Deque.class);
  }
}
