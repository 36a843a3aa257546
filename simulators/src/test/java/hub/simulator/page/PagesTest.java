package hub.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import hub.simulator.ticket.TicketView;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a person can do on the plain pages.
class PagesTest {
  private final Simulators simulators = Simulators.start(SimulatorOptions.forTests());
  private final Browser browser =
      Browser.at(simulators.url()).with("Content-Type", "application/x-www-form-urlencoded");

  @AfterEach
  void stop() {
    simulators.close();
  }

  private TicketView ticket(String tool) {
    return simulators.tickets(tool).getLast();
  }

  private String newIssue(String more) {
    Answer answer =
        browser.post(
            "/new/jira-ops",
            "as=astrid&field.summary=Fra+hånden&field.issuetype=Incident&field.priority=High"
                + more);
    assertThat(answer.status()).isEqualTo(303);
    return answer.header("Location").orElseThrow();
  }

  @Test
  void a_person_makes_a_ticket_by_hand() {
    String page = newIssue("&field.customfield_10302=Yes");

    assertThat(page).isEqualTo("/tickets/jira-ops/DRIFT-1");
    assertThat(ticket("jira-ops").fields())
        .containsEntry("User impact", "Yes")
        .containsEntry("Reporter", "Astrid Driftvagt");
    assertThat(browser.get(page).text()).contains("Fra hånden").contains("Start progress");
  }

  @Test
  void a_person_edits_only_the_fields_he_touched() {
    String page = newIssue("");
    browser.post(
        page,
        "do=save&as=astrid&was.field.priority=High&field.priority=Highest"
            + "&was.field.summary=Gammel+titel&field.summary=Gammel+titel");

    assertThat(ticket("jira-ops").priority()).isEqualTo("Highest");
    assertThat(ticket("jira-ops").title()).isEqualTo("Fra hånden");
    assertThat(ticket("jira-ops").version()).isEqualTo(2);
  }

  @Test
  void only_possible_actions_are_offered_and_taken() {
    String page = newIssue("");
    browser.post(page, "do=act&as=astrid&action=Start+progress");
    assertThat(browser.get(page).text()).contains("Resolve").doesNotContain("Start progress");

    Answer withoutResolution = browser.post(page, "do=act&as=astrid&action=Resolve");
    assertThat(withoutResolution.status()).isEqualTo(409);
    assertThat(withoutResolution.text()).contains("Resolution is required");
    Answer impossible = browser.post(page, "do=act&as=astrid&action=Close");
    assertThat(impossible.status()).isEqualTo(409);

    browser.post(page, "do=act&as=astrid&action=Resolve&field.resolution=Fixed");
    assertThat(ticket("jira-ops").state()).isEqualTo("Resolved");
  }

  @Test
  void a_person_comments_under_his_own_name() {
    String page = newIssue("");

    browser.post(page, "do=comment&as=bent&comment=Jeg+ser+på+det");

    assertThat(ticket("jira-ops").comments()).containsExactly("Bent Tekniker: Jeg ser på det");
    assertThat(browser.get(page).text()).contains("Jeg ser på det");
  }

  @Test
  void the_same_goes_for_clearquest() {
    String page =
        browser
            .post(
                "/new/clearquest",
                "as=kirsten&field.Headline=Ny+sag&field.Priority=P2&field.JiraKey=DRIFT-7")
            .header("Location")
            .orElseThrow();
    browser.post(page, "do=save&as=mads&field.Priority=P1");
    browser.post(page, "do=act&as=mads&action=Open");
    browser.post(page, "do=comment&as=mads&comment=Set");

    TicketView record = ticket("clearquest");
    assertThat(record.priority()).isEqualTo("P1");
    assertThat(record.state()).isEqualTo("Opened");
    assertThat(record.fields()).containsEntry("Last_Modified_By", "mads");
    assertThat(record.comments()).singleElement().asString().contains("by: mads").contains("Set");
    assertThat(record.references()).contains("DRIFT-7");
    assertThat(browser.post(page, "do=act&as=mads&action=Close").status()).isEqualTo(409);
  }

  @Test
  void tickets_that_name_each_other_stand_side_by_side() {
    browser.post(
        "/new/clearquest",
        "as=kirsten&field.Headline=Parret&field.Priority=P2&field.JiraKey=DRIFT-1");
    newIssue("&field.customfield_10301=NSP00000001");
    browser.post("/new/clearquest", "as=kirsten&field.Headline=Alene&field.Priority=P2");

    String table = browser.get("/tickets").text();

    String paired =
        Arrays.stream(table.split("<tr>", -1))
            .filter(row -> row.contains("NSP00000001"))
            .findFirst()
            .orElseThrow();
    assertThat(paired).contains("DRIFT-1").doesNotContain("NSP00000002");
    assertThat(browser.get("/tickets?q=alene").text())
        .contains("NSP00000002")
        .doesNotContain("NSP00000001");
  }

  @Test
  void what_people_write_is_shown_and_not_run() {
    String page = newIssue("&field.description=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

    assertThat(browser.get(page).text())
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert(1)");
  }

  @Test
  void a_person_pushes_a_fault_button_and_clears_it() {
    browser.post("/faults/clearquest", "fault=outage");
    assertThat(browser.get("/clearquest/cqweb/oslc/").status()).isEqualTo(503);
    assertThat(browser.get("/").text()).contains("<span class=\"chip bad\">outage</span>");

    browser.post("/faults/clearquest", "fault=clear");
    assertThat(browser.get("/clearquest/cqweb/oslc/").status()).isEqualTo(200);
  }

  @Test
  void a_form_of_another_site_is_not_taken() {
    Answer answer =
        browser.with("Origin", "http://evil.example").post("/faults/clearquest", "fault=outage");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(browser.get("/clearquest/cqweb/oslc/").status()).isEqualTo(200);
  }

  @Test
  void the_keys_in_the_tools_lead_here() {
    String page = newIssue("");

    Answer browse = browser.get("/jira-ops/browse/DRIFT-1");

    assertThat(browse.header("Location")).contains(page);
    assertThat(browser.get("/tickets/jira-ops/DRIFT-99").status()).isEqualTo(404);
    assertThat(browser.get("/style.css").status()).isEqualTo(200);
  }
}
