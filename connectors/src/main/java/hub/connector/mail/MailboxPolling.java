package hub.connector.mail;

import hub.connector.HubPolling;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/// Asks the hub before each look into the mailbox whether this process may look at all, and tells
/// it how that went. The mailbox itself remembers what has been handled.
public final class MailboxPolling implements PollingConsumerPollStrategy {

  private final String system;
  private final HubPolling polling;
  private final InstantSource clock = InstantSource.system();
  private volatile Instant begun = Instant.EPOCH;

  public MailboxPolling(String system, HubPolling polling) {
    this.system = system;
    this.polling = polling;
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    begun = clock.instant();
    return polling.begin(system).isPresent();
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    polling.completed(system, "", new Reading(begun, clock.instant()));
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
    var trouble = MailTrouble.isRefusedLogin(cause) ? Trouble.CREDENTIALS_REFUSED : Trouble.DEAD;
    polling.failed(
        system, trouble, "the mailbox cannot be read: " + MailTrouble.name(cause), clock.instant());
    return false;
  }
}
