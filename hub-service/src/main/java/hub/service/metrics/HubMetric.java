package hub.service.metrics;

import java.util.List;

/// Every metric of the hub's own, as Prometheus shows it. The reference page is made from this.
public enum HubMetric {
  SYSTEM_CONDITION(
      "hub_system_condition",
      Type.GAUGE,
      "",
      List.of(Label.SYSTEM, Label.CONDITION),
      "1 for the condition that the tool is in, 0 for all others.",
      "1 for `WORKING`, or for `OBSERVE` where a tool is only read"),
  SYNC_LAG(
      "hub_system_sync_lag_seconds",
      Type.GAUGE,
      "seconds",
      List.of(Label.SYSTEM),
      "Time since the end of the last complete sweep of the tool. Only the instance that owns the"
          + " space sweeps; any other one shows the last reading that the log tells of, so take"
          + " the minimum over instances. `NaN` until the tool was read for the first time.",
      "up to the tool's `pollInterval` and the length of a sweep"),
  OLDEST_UNSENT(
      "hub_system_oldest_unsent_age_seconds",
      Type.GAUGE,
      "seconds",
      List.of(Label.SYSTEM),
      "How long the change waits that waits longest for the tool, from the input that made it due"
          + " and over all attempts since; 0 when nothing waits, or the tool is only observed.",
      "seconds"),
  OUTSTANDING(
      "hub_system_outstanding_commands",
      Type.GAUGE,
      "commands",
      List.of(Label.SYSTEM),
      "Commands for the tool that are under way, or wait for their next attempt.",
      "0 at rest; a few while people work"),
  HELD(
      "hub_system_held_commands",
      Type.GAUGE,
      "commands",
      List.of(Label.SYSTEM),
      "Incidents with something to say to the tool that is not sent, because the tool is paused or"
          + " looks restored from backup; where a tool is only observed, what would be sent.",
      "0, or steady where a tool is only observed"),
  ATTENTION(
      "hub_attention_items",
      Type.GAUGE,
      "matters",
      List.of(Label.KIND, Label.SYSTEM),
      "What needs a person: parked and frozen fields, conflicts, dead letters, overdue contacts and"
          + " the other kinds below. `system` is empty where a matter concerns none.",
      "0"),
  ATTENTION_AGE(
      "hub_attention_oldest_age_seconds",
      Type.GAUGE,
      "seconds",
      List.of(Label.KIND),
      "How long the oldest matter of the kind has waited for a person; 0 when there is none.",
      "0"),
  OPEN_CONTACTS(
      "hub_open_contacts",
      Type.GAUGE,
      "contact tasks",
      List.of(),
      "Contacts about a P1 or P2 that nobody has acknowledged or waived. Those whose first wait is"
          + " over are `hub_attention_items{kind=\"CONTACT_OVERDUE\"}`.",
      "0 most of the time"),
  OPEN_CONTACT_AGE(
      "hub_open_contact_oldest_age_seconds",
      Type.GAUGE,
      "seconds",
      List.of(),
      "How long the oldest open contact has waited; 0 when there is none.",
      "below the first wait of the contact matrix"),
  CONVERGENCE(
      "hub_convergence_seconds",
      Type.HISTOGRAM,
      "seconds",
      List.of(Label.SYSTEM),
      "From the input that made a change due to the tool's confirmation that it holds it, over all"
          + " attempts. Counted by every instance from the log, from its own start on: take one"
          + " instance, or quantiles.",
      "half of all below 2, nearly all below 10"),
  ANSWER_MEDIAN(
      "hub_system_answer_median_seconds",
      Type.GAUGE,
      "seconds",
      List.of(Label.SYSTEM),
      "Half of the tool's answers to this instance's requests of the last quarter of an hour took"
          + " no longer; at most the last 2000 requests are known. `NaN` where it was not asked.",
      "below 0.5"),
  ANSWER_HIGH(
      "hub_system_answer_high_seconds",
      Type.GAUGE,
      "seconds",
      List.of(Label.SYSTEM),
      "The same of 95 out of 100 answers.",
      "below 2"),
  DELIVERY_ATTEMPTS(
      "hub_delivery_attempts_total",
      Type.COUNTER,
      "attempts",
      List.of(Label.SYSTEM, Label.OUTCOME),
      "Attempts to write to the tool, by how they ended; a command may need several. Counted by the"
          + " instance that made the attempt: take the sum.",
      "`DELIVERED` and `SENT` grow, the others hardly"),
  INPUTS(
      "hub_inputs_total",
      Type.COUNTER,
      "inputs",
      List.of(Label.KIND),
      "Inputs that this instance has put safely into the log.",
      "grows while people work"),
  INPUTS_REFUSED(
      "hub_inputs_refused_total",
      Type.COUNTER,
      "inputs",
      List.of(Label.REASON),
      "Inputs that this instance did not take. A poll brings again what a tool still has.",
      "does not grow"),
  ENGINE_STATE(
      "hub_engine_state",
      Type.GAUGE,
      "",
      List.of(Label.STATE),
      "1 for the state that this instance's engine is in, 0 for all others. `STARTING` restores its"
          + " state or waits for its turn, `WAITING` has another configuration than the rest,"
          + " `FAILED` needs a restart of the process.",
      "1 for `RUNNING`"),
  ENGINE_LAG(
      "hub_engine_input_lag_records",
      Type.GAUGE,
      "records",
      List.of(),
      "How many inputs of the log this instance's engine has not decided yet, as Kafka's own client"
          + " tells. `NaN` on an instance that does not own the space.",
      "0 at rest"),
  SPACE_OWNED(
      "hub_space_owned",
      Type.GAUGE,
      "",
      List.of(),
      "1 on the instance that decides and polls for the space, 0 on others.",
      "1 on exactly one instance"),
  INDEX_LAG_RECORDS(
      "hub_index_lag_records",
      Type.GAUGE,
      "records",
      List.of(),
      "How many records of the log this instance's search index does not know yet. The log keeps a"
          + " record for the end of each transaction too, so events are fewer.",
      "0 at rest"),
  INDEX_LAG(
      "hub_index_lag_seconds",
      Type.GAUGE,
      "seconds",
      List.of(),
      "Time since this instance's search index last knew everything that was in the log. All that"
          + " people see, and the metrics above about tools, attention and contacts, is as old.",
      "below 2");

  /// What Prometheus does with it.
  public enum Type {
    GAUGE,
    COUNTER,
    HISTOGRAM
  }

  /// Names of labels.
  static final class Label {
    static final String SYSTEM = "system";
    static final String KIND = "kind";
    static final String CONDITION = "condition";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";
    static final String STATE = "state";

    private Label() {}
  }

  private final String exposed;
  private final Type type;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> labels;

  private final String meaning;
  private final String normal;

  HubMetric(
      String exposed, Type type, String unit, List<String> labels, String meaning, String normal) {
    this.exposed = exposed;
    this.type = type;
    this.unit = unit;
    this.labels = labels;
    this.meaning = meaning;
    this.normal = normal;
  }

  /// Its name in Prometheus.
  public String exposed() {
    return exposed;
  }

  public Type type() {
    return type;
  }

  /// What is counted or measured; empty where it says yes or no.
  public String unit() {
    return unit;
  }

  public List<String> labels() {
    return labels;
  }

  /// What it says, and where another instance knows better.
  public String meaning() {
    return meaning;
  }

  /// Its value on a good day.
  public String normal() {
    return normal;
  }
}
