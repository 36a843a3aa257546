package hub.routes.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.connector.mapping.TicketMapping;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What the shipped profiles read from what desks show; the simulated desks have none of these.
class DeskMappingTest {

  private static Ticket read(String desk, String payload) throws JsonProcessingException {
    return TicketMapping.of(desk, ShippedProfile.of(desk))
        .map(new ObjectMapper().readTree(payload));
  }

  @Test
  void a_topdesk_incident_with_hardly_anything_in_it_is_read() throws JsonProcessingException {
    var ticket =
        read(
            "topdesk",
            """
            {"ticket":{"id":"a2","number":"I 2611-0142","externalNumber":null,
              "briefDescription":"x",
              "priority":null,"processingStatus":{"id":"91","name":"I gang"},"modifier":null,
              "creationDate":"2026-11-21T08:04:06.000+0000",
              "modificationDate":"2026-11-21T08:14:02.520+0000"},
             "comments":[],"history":[]}\
            """);

    assertThat(ticket.marker()).isEmpty();
    assertThat(ticket.fields().getOrEmpty(Field.PRIORITY)).isEmpty();
    assertThat(ticket.fields().getOrEmpty(Field.STATUS)).isEqualTo("IN_PROGRESS");
    assertThat(ticket.version().value())
        .isEqualTo(Instant.parse("2026-11-21T08:14:02.520Z").toEpochMilli());
  }

  @Test
  void the_trail_of_topdesk_becomes_plain_text_oldest_first() throws JsonProcessingException {
    var ticket =
        read(
            "topdesk",
            """
            {"ticket":{"id":"a2","number":"I 1","externalNumber":"NSP-7","briefDescription":"x",
              "priority":{"name":"P1"},"processingStatus":{"name":"Lukket"},
              "creationDate":"2026-11-21T08:04:06.000+0000",
              "modificationDate":"2026-11-21T08:14:02.520+0000"},
             "comments":[
              {"id":"e2","memoText":"<b>Tak</b>","entryDate":"2026-11-21T08:14:02.520Z",
               "operator":null,"person":{"name":"Ann"}},
              {"id":"e1","memoText":"a &lt; b &amp;amp; c<br/>d<br><br>[hub:m-1]","operator":null,
               "entryDate":"2026-11-21T08:10:00.000Z","person":null}],
             "history":[
              {"id":"r2","memoText":"Nyt","entryDate":"2026-11-21T09:00:00.000Z"},
              {"id":"r1","memoText":"Fejl<br><br>[hub:nsp-i1-g0]",
               "entryDate":"2026-11-21T08:04:06.000Z"}]}\
            """);

    assertThat(ticket.marker()).isEqualTo("nsp-i1-g0");
    assertThat(ticket.fields().getOrEmpty(Field.DESCRIPTION)).isEqualTo("Fejl");
    assertThat(ticket.fields().getOrEmpty(ConnectedDesk.CLEARQUEST)).isEqualTo("NSP-7");
    assertThat(ticket.fields().getOrEmpty(Field.STATUS)).isEqualTo("RESOLVED");
    assertThat(ticket.comments()).hasSize(2);
    var first = ticket.comments().getFirst();
    assertThat(first.text()).isEqualTo("a < b &amp; c\nd");
    assertThat(first.marker()).isEqualTo("m-1");
    assertThat(ticket.comments().getLast().text()).isEqualTo("Tak");
    assertThat(ticket.comments().getLast().author()).isEqualTo("Ann");
  }

  @Test
  void servicenow_changes_of_one_second_are_two_versions_in_utc() throws JsonProcessingException {
    var first = read("servicenow", serviceNow("7", "\"correlation_id\":\"nsp-hub:nsp-i1-g0\""));
    var second = read("servicenow", serviceNow("8", "\"correlation_id\":\"another-hub:1\""));

    assertThat(second.version().isNewerThan(first.version())).isTrue();
    assertThat(Instant.ofEpochMilli(second.version().value()))
        .isBetween(Instant.parse("2026-11-21T08:14:02Z"), Instant.parse("2026-11-21T08:14:03Z"));
    assertThat(first.createdAt()).isEqualTo(Instant.parse("2026-11-21T08:04:05Z"));
    assertThat(first.marker()).isEqualTo("nsp-i1-g0");
    assertThat(second.marker()).isEmpty();
  }

  @Test
  void servicenow_hides_fields_that_the_account_may_not_see() throws JsonProcessingException {
    var ticket = read("servicenow", serviceNow("0", "\"hold_reason\":\"5\""));

    assertThat(ticket.fields().getOrEmpty(Field.STATUS)).isEqualTo("PENDING_RELEASE");
    assertThat(ticket.fields().getOrEmpty(Field.ROOT_CAUSE)).isEmpty();
    assertThat(ticket.comments()).as("another record's note").isEmpty();
  }

  private static String serviceNow(String changes, String more) {
    return """
    {"ticket":{"result":{"sys_id":"6816","number":"INC0010042","short_description":"x",
      "description":"","priority":"5","state":"3","sys_created_on":"2026-11-21 08:04:05",
      "sys_updated_on":"2026-11-21 08:14:02","sys_updated_by":"ann","sys_mod_count":"%s",%s}},
     "comments":[{"sys_id":"9d","element_id":"another","element":"comments","value":"x",
      "sys_created_on":"2026-11-21 08:14:02","sys_created_by":"ann"}],"history":null}\
    """
        .formatted(changes, more);
  }

  @Test
  void a_remedy_incident_with_hardly_anything_in_it_is_read() throws JsonProcessingException {
    var ticket =
        read(
            "remedy",
            """
            {"ticket":{"entries":[{"values":{"Incident Number":"INC000000104711","Description":"x",
               "Detailed Decription":null,"Priority":"Low","Status":"Pending",
               "Status_Reason":"Client Action Required","Resolution":null,
               "Vendor Ticket Number":null,"Submit Date":"2026-11-21T08:04:05.000+0000",
               "Last Modified Date":"2026-11-21T08:14:02.000+0000","Last Modified By":"ann"}}]},
             "comments":[{"values":{"Work Log ID":"WLG1","Work Log Submitter":"ann",
               "Work Log Submit Date":"2026-11-21T08:14:02.000+0000",
               "Detailed Description":null}}],"history":null}\
            """);

    assertThat(ticket.ref().id()).isEqualTo("INC000000104711");
    assertThat(ticket.fields().getOrEmpty(Field.STATUS)).isEqualTo("IN_PROGRESS");
    assertThat(ticket.fields().getOrEmpty(Field.DESCRIPTION)).isEmpty();
    assertThat(ticket.marker()).isEmpty();
    assertThat(ticket.comments()).hasSize(1);
  }
}
