package hub.connector.check;

import hub.connector.Sighting;
import hub.connector.http.ToolResponse;
import java.util.Map;
import java.util.Optional;

/// The way to one live tool: its address, with the credentials and time-outs of the configuration.
public interface ToolDoor {

  /// One request that changes nothing at the tool.
  ///
  /// @param path below the system's base address
  /// @param query encoded; may be empty
  /// @param body of a search by POST; empty for none
  record Ask(String method, String path, String query, Map<String, String> headers, String body) {

    public Ask {
      headers = Map.copyOf(headers);
    }

    /// Reads something as JSON.
    public static Ask get(String path, String query) {
      return new Ask("GET", path, query, Map.of("Accept", "application/json"), "");
    }
  }

  /// Makes the request.
  ///
  /// @throws hub.connector.http.ToolTrouble if there was no answer, or the log-in failed
  ToolResponse ask(Ask ask);

  /// Reads and maps a ticket as the hub does.
  ///
  /// @param ticket its id
  /// @return empty if the kind cannot read single tickets
  Optional<Sighting> read(String ticket);
}
