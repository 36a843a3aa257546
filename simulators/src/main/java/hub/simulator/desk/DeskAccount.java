package hub.simulator.desk;

import java.util.List;
import java.util.Optional;

/// Someone who may sign in to a desk.
public record DeskAccount(String login, String password, String name) {
  /// The hub's own account, and two people of the desk.
  public static final List<DeskAccount> ALL =
      List.of(
          new DeskAccount("hub", "demo", "NSP Hub"),
          new DeskAccount("karin", "karin", "Karin Holm"),
          new DeskAccount("bo", "bo", "Bo Lund"));

  /// The account of that login.
  public static Optional<DeskAccount> of(String login) {
    return ALL.stream().filter(account -> account.login.equals(login)).findFirst();
  }

  /// The account, if the password is its own.
  public static Optional<DeskAccount> of(String login, String password) {
    return of(login).filter(account -> account.password.equals(password));
  }
}
