package hub.simulator.ticket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/// A desk whose every step holds the lock of its tool.
public final class LockedDesk implements TicketDesk {
  private final TicketDesk desk;
  private final Lock lock;

  public LockedDesk(TicketDesk desk, Lock lock) {
    this.desk = desk;
    this.lock = lock;
  }

  @Override
  public List<Person> people() {
    return locked(desk::people);
  }

  @Override
  public List<EditableField> blankForm() {
    return locked(desk::blankForm);
  }

  @Override
  public List<EditableField> form(String key) {
    return locked(() -> desk.form(key));
  }

  @Override
  public List<TicketAction> actions(String key) {
    return locked(() -> desk.actions(key));
  }

  @Override
  public String create(String person, Map<String, String> fields) {
    return locked(() -> desk.create(person, fields));
  }

  @Override
  public void save(String person, String key, Map<String, String> fields) {
    locked(() -> desk.save(person, key, fields));
  }

  @Override
  public void act(String person, String key, String action, Map<String, String> fields) {
    locked(() -> desk.act(person, key, action, fields));
  }

  @Override
  public void comment(String person, String key, String text) {
    locked(() -> desk.comment(person, key, text));
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }
}
