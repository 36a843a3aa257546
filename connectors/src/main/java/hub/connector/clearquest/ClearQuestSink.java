package hub.connector.clearquest;

import hub.connector.Systems;
import hub.connector.mapping.TicketMappings;
import hub.connector.sink.DeliveryWalk;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Does the steps of a delivery at ClearQuest, for `clearquest-sink`.
///
/// For each step a route calls [#begin], then, while the exchange property `clearquestNext` is not
/// `none`, makes the request it names between [#ask] and [#took]; at the end the answer is the
/// body.
public final class ClearQuestSink {

  private static final String DELIVERY = "clearquestDelivery";

  private final ClearQuestSite site;
  private final Systems systems;
  private final TicketMappings mappings;
  private final InstantSource clock;
  private final ErrandWalk walk;

  public ClearQuestSink(ClearQuestSite site, Systems systems) {
    this(site, systems, InstantSource.system());
  }

  ClearQuestSink(ClearQuestSite site, Systems systems, InstantSource clock) {
    this.site = site;
    this.systems = systems;
    this.mappings = new TicketMappings(systems);
    this.clock = clock;
    this.walk = new ErrandWalk(site);
  }

  /// Begins the step that the delivery wants now.
  public void begin(Exchange exchange) {
    walk.begin(exchange, delivery(exchange).errand(DeliveryWalk.step(exchange)));
  }

  /// Describes the next request.
  public void ask(Exchange exchange) {
    walk.ask(exchange);
  }

  /// Takes the answer to it.
  public void took(Exchange exchange) {
    walk.took(exchange);
  }

  /// Leaves the step's answer in the body.
  public void answer(Exchange exchange) {
    exchange.getMessage().setBody(ErrandWalk.result(exchange));
  }

  private ClearQuestDelivery delivery(Exchange exchange) {
    @Nullable ClearQuestDelivery known = exchange.getProperty(DELIVERY, ClearQuestDelivery.class);
    if (known != null) {
      return known;
    }
    var fresh =
        new ClearQuestDelivery(
            site,
            ClearQuestConnection.of(exchange.getContext(), site.getSystem()),
            systems,
            mappings,
            clock.instant());
    exchange.setProperty(DELIVERY, fresh);
    return fresh;
  }
}
