package hub.simulator.clearquest;

import hub.simulator.clearquest.OslcResource.Property;
import hub.simulator.clearquest.OslcResource.Value;
import java.util.Map;

/// A record as a small page for people.
final class RecordPreview {
  private RecordPreview() {}

  static String page(OslcResource resource) {
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, Property> property : resource.properties().entrySet()) {
      for (Value value : property.getValue().values()) {
        rows.append(
            "<tr><th>%s</th><td>%s</td></tr>"
                .formatted(escape(property.getKey()), escape(text(value))));
      }
    }
    return "<!DOCTYPE html><html><body><table>" + rows + "</table></body></html>";
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Whole(var number) -> Long.toString(number);
      case Value.Moment(var text) -> text;
      case Value.Link(var address) -> address;
      case Value.Inline(var resource) -> resource.about();
    };
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
