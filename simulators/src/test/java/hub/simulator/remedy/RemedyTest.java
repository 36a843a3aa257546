package hub.simulator.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.AdjustableClock;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.desk.DeskClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reference local-desks.md §1: what Remedy answers, and its habits.
class RemedyTest {
  private static final String ENTRY = "/api/arsys/v1/entry/";
  private static final String CREATE = ENTRY + "HPD:IncidentInterface_Create";
  private static final String INCIDENTS = ENTRY + "HPD:IncidentInterface";
  private static final String WORK_LOG = ENTRY + "HPD:WorkLog";
  private static final String NUMBER = "?fields=" + Browser.encode("values(Incident Number)");

  private final AdjustableClock clock = new AdjustableClock("2026-11-21T08:04:05.250Z");
  private DeskClient desk;
  private Browser hub;

  @BeforeEach
  void start() {
    desk = DeskClient.start("remedy", SimulatorOptions.forTests().withClock(clock));
    hub = signedIn();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private Browser signedIn() {
    return desk.nobody().with("Authorization", "AR-JWT " + logIn("demo").text());
  }

  private Answer logIn(String password) {
    return desk.nobody()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post("/api/jwt/login", "username=hub&password=" + password);
  }

  private Answer file(String more) {
    return hub.post(
        CREATE + NUMBER,
        """
        {"values":{"First_Name":"NSP","Last_Name":"Hub","Description":"Billetter afvises",
         "Detailed_Decription":"Fejl","Vendor Ticket Number":"NSP-1"%s}}\
        """
            .formatted(more));
  }

  private JsonNode entries(String form, String qualification) {
    Answer answer = hub.get(form + "?q=" + Browser.encode(qualification));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("entries");
  }

  private static String place(JsonNode entry) {
    return entry.path("_links").path("self").path(0).path("href").asText();
  }

  @Test
  void a_token_is_text_and_ends_after_an_hour() {
    assertThat(logIn("demo").header("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(hub.get(INCIDENTS).status()).isEqualTo(200);
    assertThat(desk.karin().get(INCIDENTS).status()).as("by name and password").isEqualTo(401);
    Answer wrong = logIn("wrong");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().path(0).path("messageNumber").asInt()).isEqualTo(623);

    clock.advance(Tokens.LIFETIME.plus(Duration.ofSeconds(1)));
    assertThat(hub.get(INCIDENTS).status()).isEqualTo(401);

    Browser again = signedIn();
    assertThat(again.post("/api/jwt/logout", "").status()).isEqualTo(204);
    assertThat(again.get(INCIDENTS).status()).isEqualTo(401);
  }

  @Test
  void a_new_incident_says_its_number_only_if_asked() {
    Answer asked = file("");
    Answer silent = hub.post(CREATE, "{\"values\":{\"First_Name\":\"NSP\",\"Last_Name\":\"Hub\"}}");

    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.json().path("values").path("Incident Number").asText())
        .isEqualTo("INC000000104001");
    assertThat(silent.status()).isEqualTo(204);
    assertThat(silent.text()).isEmpty();
  }

  @Test
  void an_entry_has_a_composite_id_that_is_not_its_number() {
    file("");

    JsonNode entry = entries(INCIDENTS, "'Vendor Ticket Number' = \"NSP-1\"").path(0);

    assertThat(place(entry)).endsWith("INC000000000501%7CINC000000000501");
    JsonNode values = hub.get(place(entry)).json().path("values");
    assertThat(values.path("Request ID").asText()).isEqualTo("INC000000000501|INC000000000501");
    assertThat(values.path("Detailed Decription").asText()).isEqualTo("Fejl");
    assertThat(values.path("Last Modified Date").asText())
        .isEqualTo("2026-11-21T08:04:05.000+0000");
    assertThat(values.path("Last Modified By").asText()).isEqualTo("hub");
    assertThat(hub.get(INCIDENTS + "/INC1%7CINC1").json().path(0).path("messageNumber").asInt())
        .isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "1-Extensive/Widespread, 1-Critical, Critical",
    "2-Significant/Large, 2-High, High",
    "3-Moderate/Limited, 3-Medium, Medium",
    "4-Minor/Localized, 4-Low, Low"
  })
  void the_priority_is_computed(String impact, String urgency, String priority) {
    file(",\"Impact\":\"%s\",\"Urgency\":\"%s\"".formatted(impact, urgency));

    JsonNode values = entries(INCIDENTS, "").path(0).path("values");
    assertThat(values.path("Priority").asText()).isEqualTo(priority);
    assertThat(
            hub.put(place(entries(INCIDENTS, "").path(0)), "{\"values\":{\"Priority\":\"Low\"}}")
                .json()
                .path(0)
                .path("messageNumber")
                .asInt())
        .isEqualTo(314);
  }

  @Test
  void errors_come_as_a_list_and_name_the_field() {
    Answer unknown = file(",\"Sevice_Type\":\"x\"");

    assertThat(unknown.status()).isEqualTo(400);
    JsonNode error = unknown.json().path(0);
    assertThat(error.path("messageType").asText()).isEqualTo("ERROR");
    assertThat(error.path("messageNumber").asInt()).isEqualTo(314);
    assertThat(error.path("messageAppendedText").asText()).isEqualTo("<Sevice_Type>");
    assertThat(file(",\"Impact\":\"1\"").status()).isEqualTo(400);
    assertThat(hub.get(INCIDENTS + "?q=" + Browser.encode("'Status' = New")).status())
        .isEqualTo(400);
    assertThat(hub.get(INCIDENTS + "?q=" + Browser.encode("'Sttus' = \"New\"")).status())
        .isEqualTo(400);
  }

  @Test
  void a_qualification_compares_texts_and_times() {
    file("");
    clock.advance(Duration.ofMinutes(5));
    file(",\"Description\":\"Den \\\"anden\\\"\"");
    long second = clock.instant().getEpochSecond();

    assertThat(entries(INCIDENTS, "'Last Modified Date' >= \"" + second + "\"")).hasSize(1);
    assertThat(entries(INCIDENTS, "'Last Modified Date' < \"" + second + "\"")).hasSize(1);
    assertThat(entries(INCIDENTS, "'Description' = \"Den \"\"anden\"\"\"")).hasSize(1);
    assertThat(
            entries(
                INCIDENTS,
                "('Status' = \"New\" OR 'Status' = \"Assigned\") AND 'Description' LIKE"
                    + " \"%Billetter%\""))
        .hasSize(1);
    JsonNode sorted =
        hub.get(
                INCIDENTS
                    + "?limit=1&offset=1&sort="
                    + Browser.encode("Last Modified Date.asc")
                    + "&fields="
                    + Browser.encode("values(Description)"))
            .json()
            .path("entries");
    assertThat(sorted).hasSize(1);
    assertThat(sorted.path(0).path("values")).hasSize(1);
    assertThat(sorted.path(0).path("values").path("Description").asText())
        .isEqualTo("Den \"anden\"");
  }

  @Test
  void a_list_ends_silently_where_the_server_likes() {
    for (int i = 0; i <= RemedyTool.LARGEST_PAGE; i++) {
      file("");
    }

    assertThat(hub.get(INCIDENTS + "?limit=1000").json().path("entries"))
        .hasSize(RemedyTool.LARGEST_PAGE);
  }

  @Test
  void the_workflow_asks_for_what_a_status_needs() {
    file("");
    String place = place(entries(INCIDENTS, "").path(0));

    assertThat(hub.put(place, "{\"values\":{\"Status\":\"Pending\"}}").text())
        .contains("Status_Reason");
    Answer resolved =
        hub.put(
            place,
            """
            {"values":{"z1D Action":"MODIFY","Status":"Resolved",
             "Status_Reason":"No Further Action Required","Resolution":"Genstartet"}}\
            """);

    assertThat(resolved.status()).isEqualTo(204);
    assertThat(hub.get(place).json().path("values").path("Status").asText()).isEqualTo("Resolved");
  }

  @Test
  void notes_are_entries_of_a_form_of_their_own() {
    file("");
    String note =
        """
        {"values":{"Incident Number":"INC000000104001","Work Log Type":"%s",
         "Detailed Description":"Fundet","View Access":"Public"}}\
        """;

    Answer written =
        hub.post(
            WORK_LOG + "?fields=" + Browser.encode("values(Work Log ID)"),
            note.formatted("General Information"));

    assertThat(written.status()).isEqualTo(201);
    assertThat(written.header("Location").orElse("")).contains("HPD:WorkLog/WLG");
    JsonNode read =
        entries(WORK_LOG, "'Incident Number' = \"INC000000104001\"").path(0).path("values");
    assertThat(read.path("Detailed Description").asText()).isEqualTo("Fundet");
    assertThat(read.path("Work Log ID")).isEqualTo(written.json().at("/values/Work Log ID"));
    assertThat(hub.post(WORK_LOG, note.formatted("----- General -----")).status()).isEqualTo(400);
  }
}
