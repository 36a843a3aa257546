package hub.routes;

import hub.config.SystemConfig;
import hub.connector.HubBackfill;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.Systems;
import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.incident.Input.OutcomeReported;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;

/// Camel with the shipped Kamelets and a [MemoryHub], as the service runs them.
public final class RunningRoutes implements AutoCloseable {

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final MemoryHub hub = new MemoryHub();

  private RunningRoutes(Map<String, SystemConfig> systems) {
    camel.getRegistry().bind(HubIntake.BEAN, hub);
    camel.getRegistry().bind(HubPolling.BEAN, hub);
    camel.getRegistry().bind(HubBackfill.BEAN, hub);
    Systems known =
        id -> {
          var config = systems.get(id);
          if (config == null) {
            throw new IllegalArgumentException("no system " + id);
          }
          return config;
        };
    camel.getRegistry().bind(Systems.BEAN, known);
    camel.getShutdownStrategy().setTimeout(5);
  }

  public static RunningRoutes of(Map<String, SystemConfig> systems) {
    var routes = new RunningRoutes(systems);
    routes.camel.getComponent("kamelet", KameletComponent.class).setLocation("classpath:kamelets");
    routes.camel.start();
    return routes;
  }

  /// A sink, ready for [#deliver].
  public RunningRoutes withSink(String kamelet, Map<String, String> properties) {
    var uri = instance(kamelet, properties);
    return with(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:commands").to(uri);
          }
        });
  }

  /// A source whose tickets go to the hub.
  public RunningRoutes withSource(String kamelet, Map<String, String> properties) {
    var uri = instance(kamelet, properties);
    return with(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).to("kamelet:hub-observe-sink");
          }
        });
  }

  private String instance(String kamelet, Map<String, String> properties) {
    var route = kamelet + "-" + properties.get("system");
    var values = new Properties();
    values.putAll(properties);
    var component = camel.getComponent("kamelet", KameletComponent.class);
    var known = new java.util.HashMap<String, Properties>();
    if (component.getRouteProperties() != null) {
      known.putAll(component.getRouteProperties());
    }
    known.put(route, values);
    component.setRouteProperties(known);
    return "kamelet:" + kamelet + "/" + route;
  }

  private RunningRoutes with(RouteBuilder builder) {
    try {
      camel.addRoutes(builder);
      return this;
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  /// Walks a command to its outcome.
  public Outcome deliver(Object commandOrDue) {
    try (var template = camel.createProducerTemplate()) {
      var reported = template.requestBody("direct:commands", commandOrDue, OutcomeReported.class);
      return reported.outcome();
    } catch (java.io.IOException closing) {
      throw new IllegalStateException(closing);
    }
  }

  public Outcome deliver(Command command) {
    return deliver((Object) command);
  }

  /// Sends a body to an endpoint and returns what comes back.
  public <T> T request(String uri, Object body, Class<T> type) {
    try (var template = camel.createProducerTemplate()) {
      return template.requestBody(uri, body, type);
    } catch (java.io.IOException closing) {
      throw new IllegalStateException(closing);
    }
  }

  public void send(String uri, Object body) {
    try (var template = camel.createProducerTemplate()) {
      template.sendBody(uri, body);
    } catch (java.io.IOException closing) {
      throw new IllegalStateException(closing);
    }
  }

  public MemoryHub hub() {
    return hub;
  }

  public DefaultCamelContext camel() {
    return camel;
  }

  @Override
  public void close() {
    camel.stop();
  }
}
