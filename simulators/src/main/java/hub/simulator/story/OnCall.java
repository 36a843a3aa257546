package hub.simulator.story;

import hub.simulator.seed.ToolClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whoever is to be told of a P1 at this minute, at home or at work, with a phone that shows mail.
final class OnCall {

  private static final List<String> MAILBOXES =
      List.of(
          "nsp-incident-manager@nsp.example",
          "nsp-system-owner@nsp.example",
          "fmk-incident-manager@nsp.example");
  private static final Pattern LINK = Pattern.compile("https?://\\S+/contact/\\S+");

  private final MailProgram mail;

  OnCall(MailProgram mail) {
    this.mail = mail;
  }

  /// The mail that asks somebody to acknowledge a P1.
  ///
  /// @param link the page behind it
  record Call(String mailbox, String link) {}

  /// The newest call that says this.
  Optional<Call> called(String words) {
    return MAILBOXES.stream()
        .flatMap(mailbox ->
            mail.inbox(mailbox).reversed().stream()
                .filter(text -> text.contains(words))
                .flatMap(text -> LINK.matcher(text).results())
                .map(found -> new Call(mailbox, found.group())))
        .findFirst();
  }

  /// Presses the button of the page.
  void acknowledge(Call call, String name) {
    HttpRequest press =
        HttpRequest.newBuilder(URI.create(call.link()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("reached=" + ToolClient.encode(name)))
            .build();
    try (HttpClient browser = HttpClient.newHttpClient()) {
      int status = browser.send(press, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the page of the call answered " + status);
      }
    } catch (IOException cut) {
      throw new IllegalStateException("the page of the call did not answer", cut);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("it was interrupted", stopped);
    }
  }
}
