package hub.connector.mail;

import hub.connector.HubPolling;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the hub before each look into the mailbox whether this process may look at all, and tells
/// it how that went. The mailbox itself remembers what has been handled.
public final class MailboxPolling implements PollingConsumerPollStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(MailboxPolling.class);

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
    try {
      polling.completed(system, "", new Reading(begun, clock.instant()));
    } catch (RuntimeException logTakesNothing) {
      // The mailbox is well; the hub's log takes nothing now, and says so itself.
      LOG.debug("A look into the mailbox could not be noted", logTakesNothing);
    }
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
    var trouble = MailTrouble.isRefusedLogin(cause) ? Trouble.CREDENTIALS_REFUSED : Trouble.DEAD;
    polling.failed(
        system, trouble, "the mailbox cannot be read: " + MailTrouble.name(cause), clock.instant());
    return false;
  }
}
