package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.fault.FaultBook;
import hub.simulator.fault.Operation;
import hub.simulator.fault.SimulatedTool;
import hub.simulator.http.BadCall;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import hub.simulator.http.WebhookSender;
import hub.simulator.jira.JiraSite.User;
import hub.simulator.store.Cabinet;
import hub.simulator.ticket.LockedDesk;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stand-in for one Jira, Data Center with REST v2 or Cloud with REST v3: search, webhooks, and
/// the state behind them.
public final class JiraTool implements SimulatedTool, AutoCloseable {
  private final JiraSite site;
  private final Cabinet cabinet;
  private final JiraInterface rest;
  private final IssueStore store;
  private final IssueDesk desk;
  private final CommentDesk comments;
  private final IssueViews views;
  private final RateLimit rateLimit;
  private final @Nullable WebhookSender webhooks;
  private final Clock clock;
  private final String base;
  private final ReentrantLock lock = new ReentrantLock();

  /// The shipped site of that name (`jira-ops`, `jira-sds` or `jira-fmk`), reachable at `base`.
  public JiraTool(
      String name,
      String base,
      @Nullable Path journal,
      JiraSettings settings,
      FaultBook faults,
      Clock clock) {
    this.site = JiraSite.shipped(name);
    this.base = base;
    this.clock = clock;
    this.cabinet = new Cabinet(journal, clock);
    this.webhooks =
        settings.webhookTarget() == null
            ? null
            : new WebhookSender(
                settings.webhookTarget(), settings.webhookSecret(), settings.seed());
    this.store = new IssueStore(site, cabinet);
    FieldReader reader = new FieldReader(site, settings.normalisingTexts());
    this.comments = new CommentDesk(site, store, reader, clock, this::tell);
    this.desk = new IssueDesk(site, store, reader, comments, clock, this::tell);
    this.views = new IssueViews(site, store);
    this.rateLimit = new RateLimit(site.edition(), settings.requestsPerSecond(), clock);
    Supplier<Duration> lag = () -> longer(settings.searchLag(), faults.searchLag());
    IssueSearch search = new IssueSearch(site, store, clock, lag, settings.searchCap());
    this.rest = new JiraInterface(site, base, store, desk, comments, search, clock);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  @Override
  public String id() {
    return site.id();
  }

  @Override
  public String title() {
    return site.title();
  }

  @Override
  public Reply handle(HttpCall call) {
    lock.lock();
    try {
      return answer(call);
    } catch (JiraError error) {
      return error.reply();
    } catch (BadCall bad) {
      return JiraError.message(400, String.valueOf(bad.getMessage())).reply();
    } finally {
      lock.unlock();
    }
  }

  private Reply answer(HttpCall call) {
    if (call.rawPath().startsWith("/browse/")) {
      return Reply.seeOther("/tickets/" + site.id() + call.rawPath().substring("/browse".length()));
    }
    if (call.rawPath().equals(site.edition().root() + "/serverInfo")) {
      Addresses addresses = Addresses.of(base, ZoneId.of("UTC"), site.edition());
      return Reply.json(200, new MetaJson(site, addresses).serverInfo(clock.instant()));
    }
    Optional<User> user = Logins.caller(site, call);
    if (user.isEmpty()) {
      return Logins.unauthenticated()
          .reply()
          .withHeader("WWW-Authenticate", "OAuth realm=\"" + base + "\"")
          .withHeader("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
    }
    return rateLimit.apply(
        user.get().name(), call.method(), operationOf(call), () -> carryOut(call));
  }

  private Reply carryOut(HttpCall call) {
    try {
      return rest.answer(call);
    } catch (JiraError error) {
      return error.reply();
    }
  }

  @Override
  public Operation operationOf(HttpCall call) {
    List<String> path = call.segments();
    boolean reading = call.method().equals("GET") || call.method().equals("HEAD");
    if (path.contains("search")) {
      return Operation.SEARCH;
    }
    if (reading || path.contains("bulkfetch")) {
      return Operation.READ;
    }
    if (path.contains("comment")) {
      return Operation.COMMENT;
    }
    if (path.contains("transitions")) {
      return Operation.TRANSITION;
    }
    boolean creates = call.method().equals("POST") && path.getLast().equals("issue");
    return creates ? Operation.CREATE : Operation.UPDATE;
  }

  @Override
  public String userOf(HttpCall call) {
    return Logins.caller(site, call).map(User::name).orElse("-");
  }

  @Override
  public Set<String> fieldsWrittenBy(HttpCall call) {
    Set<String> names = new LinkedHashSet<>();
    try {
      JsonNode body = Json.read(call.text());
      for (String part : List.of("fields", "update")) {
        body.path(part)
            .fieldNames()
            .forEachRemaining(id -> {
              names.add(id);
              site.field(id).ifPresent(field -> names.add(field.name()));
            });
      }
    } catch (BadCall unreadable) {
      return Set.of();
    }
    return names;
  }

  @Override
  public Reply failure(HttpCall call, int status, String message) {
    return JiraError.message(status, message).reply();
  }

  @Override
  public Reply refusal(HttpCall call, String field) {
    String id =
        site.fields()
            .filter(one -> one.name().equals(field))
            .map(FieldDefinition::id)
            .findFirst()
            .orElse(field);
    return JiraError.notOnScreen(id).reply();
  }

  @Override
  public void rewind(Instant moment) {
    locked(() -> cabinet.rewind(moment));
  }

  @Override
  public void reset() {
    locked(cabinet::reset);
  }

  @Override
  public List<TicketView> tickets() {
    lock.lock();
    try {
      return views.all();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TicketDesk desk() {
    return new LockedDesk(new IssueForms(site, store, desk, comments), lock);
  }

  @Override
  public boolean remove(String key) {
    lock.lock();
    try {
      Optional<Issue> issue = store.find(key);
      issue.ifPresent(found -> desk.delete(site.users().getLast(), found));
      return issue.isPresent();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<String> move(String key, String project) {
    lock.lock();
    try {
      return store
          .find(key)
          .flatMap(issue ->
              site.project(project)
                  .map(target -> desk.move(site.users().getLast(), issue, target).key()));
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void tell(IssueEvent event) {
    if (webhooks != null) {
      Addresses addresses = Addresses.inWebhooks(base, site.edition());
      webhooks.send(new WebhookPayloads(site, store, addresses).payload(event, clock.instant()));
    }
  }

  @Override
  public void close() {
    if (webhooks != null) {
      webhooks.close();
    }
    cabinet.close();
  }
}
