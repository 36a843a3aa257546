package hub.service.e2e;

import static hub.service.e2e.FmkHands.FMK;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/// `./hub prove --only answers`: the answer to the first create of each ticket is lost, and half of
/// the creates take effect only after the hub has given them up. The mail server takes as many
/// mails without saying so.
final class LostAnswers {

  private static final List<String> TOOLS = List.of(CLEARQUEST, JIRA, FMK);

  /// Longer than a request of the hub waits, and well before the hub may try again.
  private static final int LATE_MILLIS = 5_000;

  /// One in so many is tried with a commit that comes later than the site says it can.
  private static final int TOO_LATE_SHARE = 50;

  private final Proof proof = new Proof("answers");
  private final Path directory;
  private final long seed;
  private final int answers;

  LostAnswers(Path directory, long seed, int answers) {
    this.directory = directory;
    this.seed = seed;
    this.answers = answers;
  }

  List<Proof.Row> prove() {
    var site = ProofSite.in(directory.resolve("site"));
    try (var platform = Platform.prepare(directory.resolve("hub"), site);
        var smtp = new CuttingSmtp(platform.simulators.mail().orElseThrow().smtpPort());
        var requests = new RequestCount(platform.tools, TOOLS);
        var crowd = new Crowd(platform, seed, 0)) {
      var mail = platform.simulators.mail().orElseThrow();
      platform.hub.withMail(smtp.port(), mail.imapPort()).start().awaitReady();
      lose(platform, crowd, smtp, requests);
      comeTooLate(platform, crowd);
      var rest = new Rest(proof, platform.tools, platform.hub);
      rest.check(crowd.matters(), crowd.changes());
      notices(platform, crowd, smtp);
    }
    return proof.end();
  }

  private void lose(Platform platform, Crowd crowd, CuttingSmtp smtp, RequestCount requests) {
    // Meanwhile the hub is away: what is raised for it is to meet nobody else.
    platform.hub.stop();
    for (var i = 1; i <= answers; i++) {
      // A P2 is what the hub writes mails about.
      crowd.open(CLEARQUEST, JIRA, "P2");
      crowd.open(CLEARQUEST, FMK, "P3");
      crowd.open(JIRA, JIRA, "P4");
      if (i % 100 == 0) {
        proof.say("%d incidents of %d in each tool".formatted(i, answers));
      }
    }
    var late = answers / 2;
    TOOLS.forEach(tool -> {
      raise(platform, tool, "late-commit", late, LATE_MILLIS);
      raise(platform, tool, "lost-answer", answers - late, 0);
    });
    smtp.cut(answers);
    platform.hub.start().awaitReady();
    proof.say("people have made everything once; now the hub finds it, and its answers are lost");
    new Rest(proof, platform.tools, platform.hub)
        .awaitStill(crowd.matters(), Duration.ofMinutes(3).plusSeconds(answers * 4L));
    for (var tool : TOOLS) {
      var left = platform.tools.faults(tool).size();
      proof.promise(tool + ": answers lost to creates", answers, left == 0);
      proof.tell(tool + ": creates sent", requests.creates(tool));
      proof.tell(tool + ": look-ups by marker", requests.lookUps(tool));
    }
    var reckoning = Reckoning.of(platform.tools, crowd.matters());
    var closed = reckoning.duplicatesClosed();
    proof.promise("second tickets although all came within settle", closed, closed == 0);
  }

  /// A tool that takes longer than the site says makes a ticket too many. It is found and closed.
  private void comeTooLate(Platform platform, Crowd crowd) {
    var count = Math.max(1, answers / TOO_LATE_SHARE);
    var before = Reckoning.of(platform.tools, crowd.matters()).duplicatesClosed();
    // So late that even a hub that is short of breath has made the second ticket by then.
    var millis = ProofSite.SETTLE_SECONDS * 6_000;
    platform.hub.stop();
    for (var i = 0; i < count; i++) {
      crowd.open(CLEARQUEST, JIRA, "P3");
      crowd.open(CLEARQUEST, FMK, "P3");
      crowd.open(JIRA, JIRA, "P3");
    }
    TOOLS.forEach(tool -> raise(platform, tool, "late-commit", count, millis));
    platform.hub.start().awaitReady();
    proof.say("%d creates come after settle in each tool".formatted(count));
    var all = count * TOOLS.size();
    try {
      await("the late tickets to come and to be closed")
          .atMost(Duration.ofMinutes(3).plusSeconds(count * 4L))
          .pollInterval(Duration.ofSeconds(2))
          .until(() ->
              Reckoning.of(platform.tools, crowd.matters()).duplicatesClosed() - before >= all);
    } catch (ConditionTimeoutException missing) {
      proof.say("not all of the late tickets were closed");
    }
    new Rest(proof, platform.tools, platform.hub)
        .awaitStill(crowd.matters(), Duration.ofMinutes(2));
    var closed = Reckoning.of(platform.tools, crowd.matters()).duplicatesClosed() - before;
    proof.promise(
        "of %d that came after settle, closed as duplicates".formatted(all), closed, closed == all);
  }

  private static void raise(Platform platform, String tool, String kind, int count, int millis) {
    if (count > 0) {
      platform.tools.fault(
          tool,
          "{\"kind\":\"%s\",\"operation\":\"create\",\"count\":%d,\"millis\":%d}"
              .formatted(kind, count, millis));
    }
  }

  /// What was sent twice has one Message-ID, by which a mail program knows it.
  private void notices(Platform platform, Crowd crowd, CuttingSmtp smtp) {
    var mail = platform.simulators.mail().orElseThrow();
    var hands = new MailHands(mail.smtpPort(), mail.imapPort());
    var distinct = new HashSet<String>();
    var mails = 0;
    for (var mailbox : mail.mailboxes()) {
      if (mailbox.address().endsWith("@nsp.example")) {
        for (var one : hands.mails(mailbox.address(), "INBOX")) {
          mails++;
          distinct.add(mailbox.address() + " " + MailHands.header(one, "Message-ID"));
        }
      }
    }
    var recipients = 0;
    for (var matter : crowd.matters()) {
      var incident =
          platform.hub.incidentOf(matter.origin(), String.valueOf(matter.key(matter.origin())));
      if (incident != null) {
        var id = incident.path("id").asText();
        for (var notice : platform.hub.get("/api/incidents/" + id + "/process").path("notices")) {
          recipients += notice.path("recipients").asInt();
        }
      }
    }
    proof.tell("mail: answers lost", smtp.cut());
    proof.tell("mail: mails that came in", mails);
    proof.promise(
        "mail: Message-IDs, for %d notices to persons".formatted(recipients),
        distinct.size(),
        distinct.size() == recipients);
  }
}
