package hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import hub.house.Messages.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// docs/reference/messages.md has every message of the product, with the way out. After a change
/// run this test with `-Dhub.approve=true`, which writes it anew.
class MessagesReferenceTest {

  private static final String INTRODUCTION =
      """
      # Messages

      What the hub says when something is not as it should be, and what to do then. This page is
      made from the sources; a test keeps it as it should be. `…` stands for what is put in when it
      is said. Where a sentence does not say itself what to do, the paragraph above its table does.
      The last column is the class that says it. What pages say about matters that need a person
      stands in [metrics](metrics.md), what alerts mean in [the
      runbook](../how-to/runbook-alerts.md).
      """;

  private static final Set<Message> ALL = Messages.inProduct();

  @Test
  void the_reference_page_has_every_message_of_the_sources() throws IOException {
    var page = Sources.ROOT.resolve("docs/reference/messages.md");
    var generated = page();
    if (Boolean.getBoolean("hub.approve")) {
      Files.writeString(page, generated);
    }
    assertThat(page)
        .as(
            "docs/reference/messages.md: run ./mvnw -pl hub-service -am verify"
                + " -Dtest=MessagesReferenceTest -Dhub.approve=true")
        .hasContent(generated);
  }

  @Test
  void every_kind_of_message_has_a_way_out() {
    assertThat(ALL.stream().filter(message -> MessageFamily.of(message).isEmpty()))
        .as("say in MessageFamily where people meet it, and what they are to do")
        .isEmpty();
  }

  @Test
  void a_mistake_of_a_site_says_how_it_is_mended() {
    assertThat(ALL.stream().filter(message -> message.kind().equals("Mistake")))
        .hasSizeGreaterThan(50)
        .allSatisfy(message -> assertThat(message.remedy()).as(message.text()).isNotEmpty());
  }

  private static String page() {
    var page = new StringBuilder(INTRODUCTION);
    for (var family : MessageFamily.values()) {
      page.append("\n## %s\n\n%s\n\n".formatted(family.title(), family.remedy()));
      page.append("| message | by |\n|---|---|\n");
      ALL.stream()
          .filter(message -> MessageFamily.of(message).filter(family::equals).isPresent())
          .map(MessagesReferenceTest::row)
          .distinct()
          .forEach(page::append);
    }
    return page.toString();
  }

  private static String row(Message message) {
    var remedy = message.remedy().isEmpty() ? "" : ". *" + cell(message.remedy()) + "*";
    return "| %s%s | `%s` |\n".formatted(cell(message.text()), remedy, message.source());
  }

  /// As it reads, whatever Markdown makes of signs.
  private static String cell(String text) {
    return text.replaceAll("([\\\\|<>*_`\\[\\]$])", "\\\\$1");
  }
}
