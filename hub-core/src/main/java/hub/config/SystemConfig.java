package hub.config;

import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.KeyList;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One connected tool.
public record SystemConfig(
    @Describe("Which connector speaks to it, such as jira.") String kind,
    @Describe("Its part in the process.") ExternalSystem.Role role,
    @Describe(value = "observe plans writes and shows them without sending.", byDefault = "sync")
        Mode mode,
    @Describe("Properties of the kind's Kamelets: address, credentials, intervals.")
        Map<String, String> connection,
    @Describe("Overrides the shipped jq that maps the tool's payload to a canonical ticket.")
        @Nullable String in,
    @Describe("Canonical field: the tool's field.") Map<Field, String> out,
    @Describe("Two-way value maps by canonical field.") Map<Field, ValueMap> values,
    @Describe("What the tool makes of texts, by canonical field.") Map<Field, TextForm> texts,
    @Describe("Canonical fields the hub may write there.") Set<Field> writes,
    @Describe("Canonical fields and values of tickets that may open an incident; empty for all.")
        Map<Field, Set<String>> opens,
    @Describe(value = "How many tickets of this system an incident may have.", byDefault = "1")
        int atMost,
    @Describe(
            value =
                "How long a request may take effect after it was given up: more than request"
                    + " time-out, server time and search lag together. What turns up later is taken"
                    + " for a person's change.",
            byDefault = "90s")
        Duration settle,
    @Describe(
            value =
                "messages: the tool shows each message once and cannot be asked what it holds, as"
                    + " mail does. What the hub knows of a ticket is then what it has told.",
            byDefault = "state")
        Shows shows) {

  /// Whether commands are sent.
  public enum Mode {
    SYNC,
    OBSERVE
  }

  /// What a tool lets the hub see.
  public enum Shows {
    /// A ticket as it is now, whenever it is asked.
    STATE,
    /// Messages, each once: the first opens a ticket, the others are its comments.
    MESSAGES
  }

  public SystemConfig {
    connection = Collections.unmodifiableMap(new TreeMap<>(connection));
    out = Collections.unmodifiableMap(new TreeMap<>(out));
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    writes = Collections.unmodifiableSet(new TreeSet<>(writes));
    opens = Collections.unmodifiableMap(new TreeMap<>(opens));
  }

  /// The same tool, reached as this connection says.
  public SystemConfig withConnection(Map<String, String> connection) {
    return new SystemConfig(
        kind, role, mode, connection, in, out, values, texts, writes, opens, atMost, settle, shows);
  }

  /// From when on a request that reached the tool at this moment can take no more effect.
  public Instant settled(Instant reachedAt) {
    return reachedAt.plus(settle);
  }

  /// A canonical value as this tool can hold it: out through its value map and in again, or through
  /// its text form.
  public String held(Field field, String value) {
    if (field.isKeyList()) {
      return KeyList.of(value).toString();
    }
    var map = values.get(field);
    if (map != null && !value.isEmpty()) {
      return map.toTool(value).flatMap(map::toCanonical).orElse(value);
    }
    if (field.isCoded()) {
      return value;
    }
    return texts.getOrDefault(field, TextForm.PLAIN).of(value);
  }

  /// Whether the value can be written at all: no hole in the value map.
  public boolean canHold(Field field, String value) {
    var map = values.get(field);
    return map == null || value.isEmpty() || map.toTool(value).isPresent();
  }

  /// Whether two canonical values are the same to this tool.
  public boolean isSame(Field field, String one, String other) {
    return one.equals(other) || held(field, one).equals(held(field, other));
  }

  /// Whether its tickets are conversations, known by what was said and never by asking.
  public boolean isConversation() {
    return shows == Shows.MESSAGES;
  }

  /// Whether its tickets are RFCs and problems: they hold incidents back, and are never members.
  public boolean holdsRfcs() {
    return role == ExternalSystem.Role.CHANGE;
  }

  /// Whether a ticket with these fields may open an incident.
  public boolean mayOpen(Fields fields) {
    return opens.entrySet().stream()
        .allMatch(entry -> entry.getValue().contains(fields.getOrEmpty(entry.getKey())));
  }
}
