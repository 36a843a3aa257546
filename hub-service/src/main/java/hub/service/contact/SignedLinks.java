package hub.service.contact;

import hub.incident.IncidentId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Links in mails by which a person without an account acknowledges a contact: signed, so that
/// nobody can make one up, and of limited use, because mail lies about.
public final class SignedLinks {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder WRITE = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern TOKEN =
      Pattern.compile("(?<data>[A-Za-z0-9_-]{1,400})\\.(?<seal>[A-Za-z0-9_-]{43})");
  private static final Pattern DATA =
      Pattern.compile(
          "(?<space>[a-z0-9-]{1,64}) (?<incident>\\d{1,18}) (?<task>\\d{1,18}) (?<until>\\d{1,15})"
              + " (?<language>da|sv|en)");

  private final SecretKeySpec key;
  private final Duration validFor;

  /// @param secret at least 32 bytes that only the hub knows
  public SignedLinks(byte[] secret, Duration validFor) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
    this.validFor = validFor;
  }

  /// What a link is for.
  public record Contact(
      String space, IncidentId incident, long task, Instant until, People.Language language) {

    public boolean isExpired(Instant now) {
      return now.isAfter(until);
    }
  }

  /// A token for a contact task, from now on for as long as links are valid.
  public String token(
      String space, IncidentId incident, long task, People.Language language, Instant now) {
    var data =
        "%s %d %d %d %s"
            .formatted(
                space,
                incident.number(),
                task,
                now.plus(validFor).getEpochSecond(),
                language.code());
    var written = WRITE.encodeToString(data.getBytes(StandardCharsets.UTF_8));
    return written + "." + seal(written);
  }

  /// What a token is for; empty if the hub did not make it. It may have expired.
  public Optional<Contact> read(String token) {
    var parts = TOKEN.matcher(token);
    if (!parts.matches()
        || !MessageDigest.isEqual(bytes(parts.group("seal")), bytes(seal(parts.group("data"))))) {
      return Optional.empty();
    }
    var data =
        DATA.matcher(
            new String(Base64.getUrlDecoder().decode(parts.group("data")), StandardCharsets.UTF_8));
    return data.matches()
        ? Optional.of(
            new Contact(
                data.group("space"),
                new IncidentId(Long.parseLong(data.group("incident"))),
                Long.parseLong(data.group("task")),
                Instant.ofEpochSecond(Long.parseLong(data.group("until"))),
                People.Language.of(data.group("language")).orElse(People.Language.EN)))
        : Optional.empty();
  }

  private String seal(String data) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return WRITE.encodeToString(mac.doFinal(bytes(data)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
