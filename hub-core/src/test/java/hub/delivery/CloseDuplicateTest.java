package hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.CloseDuplicate;
import hub.ticket.TicketRef;
import org.junit.jupiter.api.Test;

class CloseDuplicateTest {

  @Test
  void its_comment_is_marked_by_what_every_tool_keeps() {
    var duplicate = new TicketRef("clearquest", "16777301-33554501");

    var close =
        new CloseDuplicate(
            "I-61/" + duplicate + "/close-duplicate", 61, duplicate, "NSP00000063", Attempt.FIRST);

    assertThat(close.marker()).matches("[A-Za-z0-9-]+");
  }
}
