package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.Browser.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Reference §2.8: files of a record.
class AttachmentsTest {
  private static final String PARTS =
      """
      --grænse\r
      Content-Disposition: form-data; name="description"\r
      \r
      En log\r
      --grænse\r
      Content-Disposition: form-data; name="File"; filename="log.txt"\r
      Content-Type: text/plain\r
      \r
      linje 1\r
      linje 2\r
      --grænse--\r
      """
          .replace("grænse", "edge");

  private static Answer upload(OslcClient client, String address) {
    return client
        .rdf
        .with("Content-Type", "multipart/form-data; boundary=edge")
        .post(address + "/field/Attachments/attachment?rcm.action=Modify", PARTS);
  }

  @Test
  void a_file_is_stored_listed_and_given_back_and_the_version_grows() {
    try (OslcClient client = OslcClient.start()) {
      String address = client.createWithHeadline("Vedhæft");

      assertThat(upload(client, address).status()).isEqualTo(201);

      String feed = client.version1.get(address + "/field/Attachments/attachment").text();
      assertThat(feed).contains("<cq:filename>log.txt</cq:filename>").contains("En log");
      Matcher id = Pattern.compile("<id>([^<]+)</id>").matcher(feed);
      assertThat(id.find()).isTrue();
      assertThat(client.version1.get(id.group(1)).text()).isEqualTo("linje 1\r\nlinje 2");
      assertThat(client.read(address).path("cq:version").asInt()).isEqualTo(2);
    }
  }

  @Test
  void an_upload_may_be_stored_and_answered_with_501() {
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.with(Habit.UPLOAD_ANSWERED_501))) {
      String address = client.createWithHeadline("Vedhæft");

      assertThat(upload(client, address).status()).isEqualTo(501);

      assertThat(client.version1.get(address + "/field/Attachments/attachment").text())
          .contains("log.txt");
    }
  }
}
