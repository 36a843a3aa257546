package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.Observation;
import hub.connector.Systems;
import hub.connector.http.ToolClock;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.DocumentText;
import hub.connector.mapping.TicketMappings;
import hub.connector.sweep.SweptTickets;
import hub.connector.webhook.Hint;
import hub.delivery.DeliveryAnswer.Gone;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Reads one issue with all its comments: used by sweeps, after hints, and by the sink.
///
/// The body goes in as an id, a [Hint] or an issue that a search has shown whole, and comes out as
/// [Observation] or [hub.connector.Refusal].
public final class JiraRead {

  /// Exchange property: the internal id, or the key, of the issue that is read.
  public static final String ISSUE_ID = "hubIssueId";

  /// Exchange property: `yes` if the issue itself must be asked for.
  public static final String ISSUE_LEFT = "hubIssueLeft";

  /// Exchange property: `yes` while there are comments to be fetched.
  public static final String COMMENTS_LEFT = "hubCommentsLeft";

  /// Exchange property: how many comments were fetched apart from the issue.
  public static final String COMMENTS_READ = "hubCommentsRead";

  /// Exchange property: what people call the issue that was read, for filters of a site's own.
  public static final String KEY = "hubTicketKey";

  /// Exchange property: the issue's type by name, for filters of a site's own.
  public static final String KIND = "hubTicketKind";

  /// As many comments as Jira Cloud allows on an issue.
  static final int MOST_COMMENTS = 5000;

  private static final String READ = "hubJiraRead";
  private static final Pattern ID_OR_KEY =
      Pattern.compile("\\d{1,18}|[A-Za-z][A-Za-z0-9_]{0,50}-\\d{1,12}");

  private final String system;
  private final JiraFlavour flavour;
  private final TicketMappings mappings;
  private final InstantSource clock;

  /// @param flavour which Jira it is, `data-center` or `cloud`
  public JiraRead(String system, String flavour, Systems systems) {
    this(system, flavour, systems, InstantSource.system());
  }

  JiraRead(String system, String flavour, Systems systems, InstantSource clock) {
    this.system = system;
    this.flavour = JiraFlavour.named(flavour);
    this.mappings = new TicketMappings(systems);
    this.clock = clock;
  }

  /// Begins with what is in the body.
  public void begin(Exchange exchange) {
    var body = exchange.getMessage().getBody();
    var listed = body instanceof ListedIssue shown ? shown : null;
    var hint =
        body instanceof Hint given
            ? given
            : new Hint(
                listed == null ? String.valueOf(body) : listed.issue().path("id").asText(), false);
    if (!ID_OR_KEY.matcher(hint.ticketId()).matches()) {
      throw ToolTrouble.refused("not the id of a Jira issue");
    }
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    flavour.show(exchange);
    exchange.setProperty(ISSUE_ID, hint.ticketId());
    exchange.setProperty(COMMENTS_LEFT, "no");
    exchange.setProperty(COMMENTS_READ, 0);
    exchange.setProperty(ISSUE_LEFT, listed == null ? "yes" : "no");
    if (listed == null) {
      exchange.setProperty(READ, new Read(hint, clock.instant(), null));
    } else {
      took(exchange, new Read(hint, listed.began(), null), listed.issue());
    }
  }

  /// Takes the issue itself.
  public void issue(Exchange exchange) {
    try {
      took(exchange, read(exchange), JiraAnswers.json(exchange, clock.instant()));
    } catch (ToolTrouble trouble) {
      if (!(trouble.answer() instanceof Gone)) {
        throw trouble;
      }
    }
  }

  private static void took(Exchange exchange, Read read, JsonNode shown) {
    var issue = DocumentText.plain(shown);
    if (!(issue instanceof ObjectNode object) || !issue.path("fields").isObject()) {
      throw ToolTrouble.unreadable("the answer is JSON, but not an issue");
    }
    exchange.setProperty(READ, new Read(read.hint, read.began, object));
    exchange.setProperty(COMMENTS_LEFT, hasAllComments(issue) ? "no" : "yes");
  }

  /// Whether the issue was shown with all its comments, or without any list of them.
  static boolean hasAllComments(JsonNode issue) {
    var list = issue.at("/fields/comment");
    return !list.path("comments").isArray()
        || list.path("comments").size() >= list.path("total").asInt();
  }

  /// Takes a page of comments that the issue did not bring along.
  public void comments(Exchange exchange) {
    var issue = read(exchange).issue;
    var answer = DocumentText.plain(JiraAnswers.json(exchange, clock.instant()));
    if (issue == null || !(issue.at("/fields/comment/comments") instanceof ArrayNode all)) {
      throw new IllegalStateException("comments were asked for without an issue");
    }
    var known = new HashSet<String>();
    all.forEach(comment -> known.add(comment.path("id").asText()));
    var page = answer.path("comments");
    for (var comment : page) {
      if (known.add(comment.path("id").asText())) {
        all.add(comment);
      }
    }
    if (all.size() > MOST_COMMENTS) {
      throw ToolTrouble.refused("the issue has more than " + MOST_COMMENTS + " comments");
    }
    // A page may be shorter than asked for; an empty one is the end, whatever the total says.
    var read = exchange.getProperty(COMMENTS_READ, 0, Integer.class) + page.size();
    var isLast = page.isEmpty() || read >= answer.path("total").asInt();
    exchange.setProperty(COMMENTS_READ, read);
    exchange.setProperty(COMMENTS_LEFT, isLast ? "no" : "yes");
    if (isLast) {
      ((ObjectNode) issue.at("/fields/comment")).put("total", all.size());
    }
  }

  /// Ends with an [Observation] or a [hub.connector.Refusal] in the body.
  public void finish(Exchange exchange) {
    var read = read(exchange);
    var reading = ToolClock.reading(exchange, read.began, clock.instant());
    exchange.removeProperty(READ);
    // Removed, it would be there again behind the Kamelet.
    exchange.setProperty(SweptTickets.READING, false);
    exchange.setProperty(KEY, text(read.issue, "/key"));
    exchange.setProperty(KIND, text(read.issue, "/fields/issuetype/name"));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(made(read, reading));
  }

  private Object made(Read read, Reading reading) {
    var issue = read.issue;
    if (issue == null) {
      var presence = read.hint.saysDeleted() ? Presence.DELETED : Presence.NOT_VISIBLE;
      return Observation.of(
          Ticket.gone(new TicketRef(system, read.hint.ticketId()), presence), reading);
    }
    return mappings.read(system, issue.path("id").asText(), issue, reading);
  }

  private static String text(@Nullable JsonNode issue, String path) {
    return issue == null ? "" : issue.at(path).asText("");
  }

  private static Read read(Exchange exchange) {
    var read = exchange.getProperty(READ, Read.class);
    if (read == null) {
      throw new IllegalStateException("no issue is being read; call begin first");
    }
    return read;
  }

  private record Read(Hint hint, Instant began, @Nullable ObjectNode issue) {}
}
