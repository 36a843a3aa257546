package hub.simulator.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// ClearQuest alone, and a client that speaks the newer protocol version in JSON.
final class OslcClient implements AutoCloseable {
  static final String HEADLINE = "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"%s\"}";

  private final Simulators simulators;
  final String root;
  final String database;
  final Browser anonymous;
  final Browser version1;
  final Browser rdf;
  final Browser json;

  private OslcClient(SimulatorOptions options) {
    this.simulators = Simulators.start(options);
    this.root = simulators.url() + "/clearquest/cqweb/oslc";
    this.database = root + "/repo/NSP/db/NSP";
    this.anonymous = Browser.at(root);
    this.version1 = anonymous.with("Authorization", basic("demo"));
    this.rdf = version1.with("OSLC-Core-Version", "2.0");
    this.json = rdf.with("Accept", "application/json");
  }

  static OslcClient start() {
    return start(ClearQuestSettings.DEFAULTS);
  }

  static OslcClient start(ClearQuestSettings settings) {
    return new OslcClient(SimulatorOptions.forTests().withClearQuest(settings));
  }

  static OslcClient start(SimulatorOptions options) {
    return new OslcClient(options);
  }

  static String basic(String user) {
    String login = user + ":" + user;
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  Simulators simulators() {
    return simulators;
  }

  /// The address of a new incident.
  String create(String body) {
    Answer answer = json.post(database + "/record", body);
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.header("Location").orElseThrow();
  }

  String createWithHeadline(String headline) {
    return create(HEADLINE.formatted(headline));
  }

  JsonNode read(String address) {
    return json.get(address).json();
  }

  Answer modify(String address, String properties, String body) {
    return json.put(address + "?oslc.properties=" + properties, body);
  }

  Answer act(String address, String action) {
    return json.put(address + "?rcm.action=" + action + "&oslc.properties=cq:Note_Entry", "{}");
  }

  /// Takes the record to the state `Opened`.
  void open(String address) {
    if (act(address, "Open").status() != 200) {
      throw new AssertionError("not opened");
    }
  }

  Answer query(String where, String select) {
    return json.get(
        database
            + "/simpleQuery/16777301?oslc.where="
            + Browser.encode(where)
            + "&oslc.select="
            + Browser.encode(select));
  }

  @Override
  public void close() {
    simulators.close();
  }
}
