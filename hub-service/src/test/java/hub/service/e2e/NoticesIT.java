package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.APPLICATION_SUPPLIER;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.FMK_SUPPLIER;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.chain.VerifyingKey;
import hub.incident.IncidentId;
import hub.service.chain.BundleProof;
import hub.service.contact.People.Language;
import hub.service.contact.SignedLinks;
import jakarta.mail.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps 3, 5a, 5b and 6 as people see them: in their mailboxes. The hub believes that it is Sunday
/// night at two.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class NoticesIT {

  private static final String OWNER = "nsp-system-owner@nsp.example";
  private static final String NSP_MANAGER = "nsp-incident-manager@nsp.example";
  private static final String FMK_MANAGER = "fmk-incident-manager@nsp.example";
  private static final String DESK = "servicedesk@nsp.example";
  private static final String STAKEHOLDERS = "stakeholders@nsp.example";
  private static final String AUDITOR = "auditor@nsp.example";

  @TempDir static Path data;
  private static Platform platform;
  private static MailHands mail;

  @BeforeAll
  static void start() {
    platform = Platform.prepare(data);
    startAt("2026-03-08T01:00:00Z");
    var server = platform.simulators.mail().orElseThrow();
    mail = new MailHands(server.smtpPort(), server.imapPort());
  }

  private static void startAt(String time) {
    platform
        .hub
        .start(
            "-Dhub.clock.start=" + time,
            "-Dhub.clock.may-set=true",
            "-Dhub.chain.interval=10s",
            "-Dhub.chain.mail-to=" + AUDITOR)
        .awaitReady();
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static List<JsonNode> process(String incident, String part) {
    var all = platform.hub.get("/api/incidents/" + incident + "/process").path(part);
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  /// All notices of an incident, each of them sent once, as `CONTACT to somebody`.
  private static void hasSent(String incident, String... expected) {
    soon(
        incident + " has sent " + List.of(expected),
        () -> {
          var notices = process(incident, "notices");
          assertThat(notices)
              .map(notice -> notice.path("kind").asText() + " to " + notice.path("to").asText())
              .containsExactlyInAnyOrder(expected);
          assertThat(notices)
              .allSatisfy(notice -> {
                assertThat(notice.path("sentAt").asText("")).isNotEmpty();
                assertThat(notice.path("recipients").asInt()).isOne();
              });
        });
  }

  private static void isPriority(String incident, String priority) {
    soon(
        incident + " is a " + priority,
        () ->
            assertThat(
                    platform
                        .hub
                        .get("/api/incidents/" + incident)
                        .path("summary")
                        .path("priority")
                        .asText())
                .isEqualTo(priority));
  }

  private static boolean isAcknowledged(String incident) {
    return process(incident, "contacts").stream()
        .allMatch(contact -> !contact.path("endedAt").asText("").isEmpty());
  }

  @Test
  void R3_7_a_P1_born_on_a_Sunday_at_two_mails_the_system_owner_once() {
    var record = platform.tools.record("R3.7 intet svarer", "P1");
    var incident = platform.incidentOf(CLEARQUEST, record);

    hasSent(incident, "CONTACT to NSP system owner", "STAKEHOLDERS to the list nsp-stakeholders");
    var told = mail.told(OWNER, "er en P1: R3.7 intet svarer");
    assertThat(MailHands.text(told)).contains("clearquest " + record, "row F", "/contact/");
    assertThat(mail.count(NSP_MANAGER, "R3.7 intet svarer")).isZero();
    assertThat(mail.count(STAKEHOLDERS, "R3.7 intet svarer")).isOne();
  }

  @Test
  void a_head_of_the_chain_is_mailed_and_log_and_incident_are_proven_from_outside()
      throws IOException {
    var incident = platform.incidentOf(CLEARQUEST, platform.tools.record("Et hoved på vej", "P4"));
    soon(
        "the auditor has a head",
        () -> assertThat(mail.count(AUDITOR, "\"space\":\"nsp\"")).isPositive());

    // While it is read, more may be appended.
    var heads = Files.copy(data.resolve("chain/heads.jsonl"), data.resolve("kept.jsonl"));
    var key = data.resolve("chain/signing.key.pub");
    var bundle = data.resolve("bundle.zip");
    assertThat(platform.hub.command("verify", "--heads", heads.toString(), "--key", key.toString()))
        .contains("from sequence 1", "signatures genuine", "All agree");
    platform.hub.command("export", incident, "--to", bundle.toString());
    var proof = BundleProof.check(bundle, List.of(VerifyingKey.read(key)), List.of());
    assertThat(proof.problems()).isEmpty();
    assertThat(proof.incident()).isEqualTo(incident);
    assertThat(proof.isKnownKey()).isTrue();
  }

  @Test
  void R18b_1_the_national_desk_is_mailed_what_the_operations_supplier_has_found() {
    var issue = platform.tools.issue("R18b.1 fundet i drift", "Medium", Map.of());
    var incident = platform.incidentOf(JIRA, issue);

    hasSent(incident, "DISCOVERED to National service desk");
    assertThat(MailHands.text(mail.told(DESK, "R18b.1 fundet i drift")))
        .contains("jira-ops " + issue, "ikke oplyst");
  }

  @Test
  void R3_7_a_P1_of_FMK_born_on_a_Sunday_at_two_mails_the_FMK_incident_manager_once() {
    var record = platform.tools.record("R3.7 FMK svarer ikke", "P1", Map.of("Assignee", "FMK"));
    var incident = platform.incidentOf(CLEARQUEST, record);

    hasSent(
        incident, "CONTACT to FMK incident manager", "STAKEHOLDERS to the list fmk-stakeholders");
    mail.told(FMK_MANAGER, "er en P1: R3.7 FMK svarer ikke");
    assertThat(mail.count(OWNER, "R3.7 FMK svarer ikke")).isZero();
  }

  @Test
  void R5a_1_and_R5a_3_the_FMK_supplier_raises_its_case_and_the_FMK_incident_manager_is_mailed() {
    var record = platform.tools.assignedRecord("R5a.3 opslag fejler", "P3", "FMK");
    var incident = platform.incidentOf(CLEARQUEST, record);
    platform.tools.act(FMK_SUPPLIER, record, "Modify", Map.of("Priority", "P1"));

    hasSent(
        incident,
        "CONTACT to FMK incident manager",
        "STAKEHOLDERS to the list fmk-stakeholders",
        "PRIORITY_CHANGED to National service desk");
    var told = mail.told(FMK_MANAGER, "er en P1: R5a.3 opslag fejler");
    assertThat(MailHands.text(told)).contains("R5a.3.");
  }

  @Test
  void R5a_2_the_national_desk_is_told_of_the_FMK_suppliers_change_and_not_of_its_own() {
    var record = platform.tools.assignedRecord("R5a.2 langsomt svar", "P4", "FMK");
    var incident = platform.incidentOf(CLEARQUEST, record);
    // ClearQuest tells who changed a record last: the hub's own writes must be over.
    soon(
        record + " shows FMK's issue",
        () -> assertThat(platform.tools.field(CLEARQUEST, record, "FmkJiraKey")).isNotEmpty());
    platform.tools.act(record, "Modify", Map.of("Priority", "P3"));
    isPriority(incident, "P3");
    platform.tools.act(FMK_SUPPLIER, record, "Modify", Map.of("Priority", "P4"));

    hasSent(incident, "PRIORITY_CHANGED to National service desk");
    var told = mail.told(DESK, "R5a.2 langsomt svar");
    assertThat(MailHands.text(told)).contains("fra P3 til P4", "clearquest", FMK_SUPPLIER);
    isNotedOnce(record, "from P3 to P4");
  }

  private static void isNotedOnce(String record, String words) {
    soon(
        record + " notes it once",
        () ->
            assertThat(platform.tools.field(CLEARQUEST, record, "Notes_Log").split(words, -1))
                .hasSize(2));
  }

  @Test
  void R5b_2_the_national_desk_is_told_of_a_change_in_Jira_by_mail_and_by_a_note_without_echo() {
    var linked = platform.linkedIncident("R5b.2 rapport mangler", "P3");
    var incident = platform.incidentOf(JIRA, linked.issue());
    platform.tools.editIssue(linked.issue(), Map.of("priority", "Low"));

    hasSent(incident, "PRIORITY_CHANGED to National service desk");
    assertThat(MailHands.text(mail.told(DESK, "R5b.2 rapport mangler")))
        .contains("fra P3 til P4", "jira-ops", "astrid");
    isNotedOnce(linked.record(), "from P3 to P4 in jira-ops:" + linked.issue());
    platform.tools.act(linked.record(), "Modify", Map.of("Note_Entry", "Bemærkning fra desken"));
    soon(
        "the desk's own note is in Jira",
        () -> assertThat(comments(linked.issue())).contains("Bemærkning fra desken"));
    assertThat(comments(linked.issue())).doesNotContain("from P3 to P4");
  }

  private static String comments(String issue) {
    return platform.tools.ticket(JIRA, issue).path("comments").toString();
  }

  @Test
  void R5b_3_each_upgrade_in_Jira_mails_the_NSP_incident_manager_and_at_night_the_owner_too() {
    var linked = platform.linkedIncident("R5b.3 kø vokser", "P3");
    var incident = platform.incidentOf(JIRA, linked.issue());
    platform.tools.editIssue(linked.issue(), Map.of("priority", "High"));
    mail.told(NSP_MANAGER, "er en P2: R5b.3 kø vokser");
    mail.told(OWNER, "er en P2: R5b.3 kø vokser");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));

    mail.told(OWNER, "er en P1: R5b.3 kø vokser");
    assertThat(MailHands.text(mail.told(NSP_MANAGER, "er en P1: R5b.3 kø vokser")))
        .contains("R5b.3.");
    hasSent(
        incident,
        "CONTACT to NSP incident manager",
        "CONTACT to NSP system owner",
        "CONTACT to NSP incident manager",
        "CONTACT to NSP system owner",
        "STAKEHOLDERS to the list nsp-stakeholders",
        "STAKEHOLDERS to the list nsp-stakeholders",
        "PRIORITY_CHANGED to National service desk",
        "PRIORITY_CHANGED to National service desk");
  }

  @Test
  void R5b_4_stakeholders_get_one_mail_for_each_level_however_often_it_is_reached() {
    var issue = platform.tools.issue("R5b.4 adgang nede", "High", Map.of("User impact", "No"));
    var incident = platform.incidentOf(JIRA, issue);
    for (var priority : List.of("Highest", "High", "Highest")) {
      platform.tools.editIssue(issue, Map.of("priority", priority));
      isPriority(incident, priority.equals("High") ? "P2" : "P1");
    }

    mail.told(STAKEHOLDERS, "er nu en P2: R5b.4 adgang nede");
    mail.told(STAKEHOLDERS, "er nu en P1: R5b.4 adgang nede");
    soon(
        "that it was found, and every change, is told to the national desk",
        () -> assertThat(mail.count(DESK, "R5b.4 adgang nede")).isEqualTo(4));
    assertThat(mail.count(STAKEHOLDERS, "R5b.4 adgang nede")).isEqualTo(2);
  }

  @Test
  void R6_1_an_upgrade_by_the_application_supplier_mails_the_NSP_incident_manager() {
    var linked = platform.linkedIncident("R6.1 komponent fejler", "P3");
    platform.tools.editIssue(APPLICATION_SUPPLIER, linked.issue(), Map.of("priority", "Highest"));

    mail.told(NSP_MANAGER, "er en P1: R6.1 komponent fejler");
    assertThat(MailHands.text(mail.told(DESK, "R6.1 komponent fejler")))
        .contains("fra P3 til P1", APPLICATION_SUPPLIER);
  }

  @Test
  void R3_7_the_mailed_link_acknowledges_by_its_button_once_and_never_by_being_looked_at()
      throws Exception {
    var incident = platform.incidentOf(CLEARQUEST, platform.tools.record("R3.7 link", "P1"));
    var link = link(mail.told(OWNER, "er en P1: R3.7 link"));

    for (var look = 0; look < 3; look++) {
      assertThat(get(link).body()).contains("<form method=\"post\"");
    }
    assertThat(get(tampered(link)).statusCode()).isEqualTo(404);
    assertThat(press(tampered(link)).statusCode()).isEqualTo(404);
    var old = expired(incident);
    assertThat(get(old).statusCode()).isEqualTo(410);
    assertThat(press(old).statusCode()).isEqualTo(410);
    assertThat(isAcknowledged(incident)).isFalse();

    assertThat(press(link).statusCode()).isEqualTo(200);
    soon("it is acknowledged", () -> assertThat(isAcknowledged(incident)).isTrue());
    assertThat(press(link).body()).contains("allerede");
    assertThat(platform.hub.get("/api/contacts").toString()).doesNotContain("Lise");
  }

  private static String link(Message told) {
    return MailHands.text(told)
        .lines()
        .filter(line -> line.startsWith(platform.hub.url() + "/contact/"))
        .findFirst()
        .orElseThrow();
  }

  private static String tampered(String link) {
    var at = link.indexOf("/contact/") + "/contact/".length() + 12;
    return link.substring(0, at) + (link.charAt(at) == 'A' ? 'B' : 'A') + link.substring(at + 1);
  }

  private static String expired(String incident) throws IOException {
    var links = new SignedLinks(Files.readAllBytes(data.resolve("link.key")), Duration.ofHours(1));
    var task = process(incident, "contacts").getFirst().path("task").asLong();
    var yesterday = Instant.now().minus(Duration.ofDays(1));
    return platform.hub.url()
        + "/contact/"
        + links.token("nsp", IncidentId.parse(incident), task, Language.DA, yesterday);
  }

  private static HttpResponse<String> get(String link) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(link)).GET());
  }

  private static HttpResponse<String> press(String link) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("reached=Lise+Holm")));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void R3_7_a_reply_acknowledges_and_an_absence_note_or_somebody_elses_reply_does_not() {
    var incident = platform.incidentOf(CLEARQUEST, platform.tools.record("R3.7 svar", "P1"));
    var told = mail.told(OWNER, "er en P1: R3.7 svar");
    var asideBefore = mail.mails(MailHands.HUB, "Set-aside").size();

    mail.reply(OWNER, told, "Auto-Submitted: auto-replied");
    mail.reply("eve@nsp.example", told);
    soon(
        "both are set aside",
        () ->
            assertThat(mail.mails(MailHands.HUB, "Set-aside"))
                .hasSizeGreaterThanOrEqualTo(asideBefore + 2));
    assertThat(isAcknowledged(incident)).isFalse();
    assertThat(mail.texts("eve@nsp.example")).isEmpty();

    mail.reply("Lise Holm <" + OWNER + ">", told);
    soon("it is acknowledged", () -> assertThat(isAcknowledged(incident)).isTrue());
    assertThat(process(incident, "contacts").getFirst().path("acknowledgedBy").asText())
        .isEqualTo("a reply to the mail");
  }

  @Test
  void R3_7_R5a_3_R5b_3_R6_1_every_contact_is_waived_by_operations_for_a_reason_only() {
    var received = platform.incidentOf(CLEARQUEST, platform.tools.record("R3.7 øvelse", "P1"));
    var record = platform.tools.assignedRecord("R5a.3 øvelse", "P3", "FMK");
    var ofFmk = platform.incidentOf(CLEARQUEST, record);
    platform.tools.act(FMK_SUPPLIER, record, "Modify", Map.of("Priority", "P1"));
    var issue = platform.tools.issue("R5b.3 øvelse", "Medium", Map.of("User impact", "No"));
    var inJira = platform.incidentOf(JIRA, issue);
    platform.tools.editIssue(APPLICATION_SUPPLIER, issue, Map.of("priority", "High"));

    for (var incident : List.of(received, ofFmk, inJira)) {
      soon(incident + " has a task", () -> assertThat(process(incident, "contacts")).isNotEmpty());
      process(incident, "contacts")
          .forEach(contact -> waive(incident, contact.path("task").asLong()));
      soon(
          "the waivers of " + incident + " are recorded",
          () ->
              assertThat(process(incident, "contacts"))
                  .allMatch(contact -> contact.path("isWaived").asBoolean()));
    }
  }

  private static void waive(String incident, long task) {
    var address = "/api/incidents/" + incident + "/waive";
    assertThat(platform.hub.post(address, "{\"task\":\"%d\"}".formatted(task)).statusCode())
        .isEqualTo(400);
    var reasoned = "{\"task\":\"%d\",\"reason\":\"en øvelse\"}".formatted(task);
    assertThat(platform.hub.post(address, reasoned).statusCode()).isEqualTo(202);
  }

  @Test
  void R3_7_a_contact_mail_that_comes_back_makes_the_next_role_be_mailed_and_is_shown() {
    var incident = platform.incidentOf(CLEARQUEST, platform.tools.record("R3.7 retur", "P1"));
    mail.bounce(OWNER, mail.told(OWNER, "er en P1: R3.7 retur"));

    mail.told(NSP_MANAGER, "er en P1: R3.7 retur");
    soon(
        "operations see it",
        () ->
            assertThat(platform.hub.get("/api/attention"))
                .anyMatch(row ->
                    row.path("kind").asText().equals("NOTICE_REFUSED")
                        && row.path("incident").toString().contains(incident)));
  }

  @Test
  void R3_7_who_does_not_answer_in_ten_minutes_is_reminded_and_then_the_next_role_is_told() {
    var incident =
        platform.incidentOf(CLEARQUEST, platform.tools.record("R3.7 ingen svarer", "P1"));
    hasSent(incident, "CONTACT to NSP system owner", "STAKEHOLDERS to the list nsp-stakeholders");
    platform.hub.stop();
    startAt("2026-03-08T01:40:00Z");

    var reminder = mail.told(OWNER, ", P1: R3.7 ingen svarer");
    assertThat(MailHands.text(reminder)).contains("Ingen har endnu bekræftet");
    assertThat(mail.count(NSP_MANAGER, "R3.7 ingen svarer")).isZero();
    platform.hub.stop();
    startAt("2026-03-08T02:20:00Z");

    mail.told(NSP_MANAGER, "er en P1: R3.7 ingen svarer");
    assertThat(mail.count(OWNER, "R3.7 ingen svarer")).isEqualTo(2);
    assertThat(process(incident, "contacts").getFirst().path("contacted"))
        .map(JsonNode::asText)
        .containsExactly("NSP_SYSTEM_OWNER", "NSP_INCIDENT_MANAGER");
  }
}
