package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkflowTest {

  private static final Workflow NSP =
      Workflow.parse(
          """
          Assign: Submitted, Opened -> Assigned; Open: Submitted, Assigned -> Opened
          Pend: Assigned, Opened -> Pending_Release; Unpend: Pending_Release -> Opened
          Resolve(Resolution, Root_Cause): Opened -> Resolved
          Reopen: Resolved, Closed, Rejected -> Opened; Close: Resolved -> Closed
          """);

  private static String first(String from, String to) {
    return NSP.stepTowards(from, to).map(Workflow.Move::action).orElse("none");
  }

  @Test
  void the_first_action_of_the_shortest_way_is_taken() {
    assertThat(first("Submitted", "Closed")).isEqualTo("Open");
    assertThat(first("Opened", "Closed")).isEqualTo("Resolve");
    assertThat(first("Resolved", "Closed")).isEqualTo("Close");
    assertThat(first("Pending_Release", "Resolved")).isEqualTo("Unpend");
    assertThat(first("Closed", "Assigned")).isEqualTo("Reopen");
  }

  @Test
  void where_no_way_leads_there_is_none() {
    assertThat(first("Opened", "Rejected")).isEqualTo("none");
    assertThat(first("Nowhere", "Closed")).isEqualTo("none");
  }

  @Test
  void an_action_names_the_fields_that_go_along() {
    assertThat(NSP.stepTowards("Opened", "Resolved").orElseThrow().needs())
        .containsExactly("Resolution", "Root_Cause");
  }

  @Test
  void a_line_that_cannot_be_read_says_how_it_is_written() {
    assertThatThrownBy(() -> Workflow.parse("Assign Submitted Assigned"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Action(Needed_Field): From, From -> To");
    assertThat(Workflow.parse(" ").stepTowards("a", "b")).isEmpty();
  }
}
