package hub.service.check;

import hub.config.SystemConfig;
import hub.connector.Sighting;
import hub.connector.check.ToolDoor;
import hub.connector.http.CallFailure;
import hub.connector.http.ReadTicket;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.service.site.KameletProperties;
import hub.service.site.RouteFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kamelet.KameletComponent;

/// A tool, asked through the Kamelets that the hub's own routes use: the same log-in, time-outs and
/// certificates.
final class KameletDoor implements ToolDoor {

  private static final String CALL = "http-call-action";

  private final CamelContext camel;
  private final String system;
  private final String reading;
  private final Map<String, Properties> properties = new HashMap<>();

  KameletDoor(CamelContext camel, RouteFiles files, String system, SystemConfig config) {
    this.camel = camel;
    this.system = system;
    this.reading = config.kind() + "-read-action";
    for (var name : new String[] {CALL, reading}) {
      files
          .kamelet(name)
          .map(KameletProperties::of)
          .ifPresent(declared -> properties.put(route(name), values(config, declared)));
    }
    camel.getComponent("kamelet", KameletComponent.class).setRouteProperties(properties);
  }

  private Properties values(SystemConfig config, KameletProperties declared) {
    var values = new Properties();
    values.setProperty("system", system);
    config
        .connection()
        .forEach((name, value) ->
            declared
                .property(name)
                .filter(property -> !property.isProgram())
                .ifPresent(_ -> values.setProperty(name, value)));
    return values;
  }

  @Override
  public ToolResponse ask(Ask ask) {
    var exchange =
        send(asked -> {
          var message = asked.getMessage();
          message.setHeader(Exchange.HTTP_METHOD, ask.method());
          message.setHeader(Exchange.HTTP_PATH, ask.path());
          if (!ask.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, ask.query());
          }
          ask.headers().forEach(message::setHeader);
          message.setBody(
              ask.body().isEmpty() ? null : ask.body().getBytes(StandardCharsets.UTF_8));
        });
    var failure = exchange.getException();
    if (failure != null) {
      throw new ToolTrouble(CallFailure.of(failure, false));
    }
    return exchange.getMessage().getBody(ToolResponse.class);
  }

  @Override
  public Optional<Sighting> read(String ticket) {
    return properties.containsKey(route(reading))
        ? Optional.of(ReadTicket.by(camel, uri(reading), system, ticket))
        : Optional.empty();
  }

  private Exchange send(Processor request) {
    var template = camel.createFluentProducerTemplate();
    try {
      return template.to(uri(CALL)).withProcessor(request).send();
    } finally {
      template.stop();
    }
  }

  private String uri(String kamelet) {
    return "kamelet:%s/%s".formatted(kamelet, route(kamelet));
  }

  private String route(String kamelet) {
    return kamelet + "-" + system;
  }
}
