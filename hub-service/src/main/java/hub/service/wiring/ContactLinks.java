package hub.service.wiring;

import hub.service.access.KeyFile;
import hub.service.contact.SignedLinks;
import hub.service.site.Durations;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The links of this installation: where they lead, and the secret that signs them, which the hub
/// makes for itself and keeps in its data directory.
@Singleton
public class ContactLinks {

  private static final String KEY_FILE = "link.key";
  private static final Duration A_DAY = Duration.ofDays(1);

  private final HubSettings settings;
  private volatile @Nullable SignedLinks links;

  ContactLinks(HubSettings settings) {
    this.settings = settings;
  }

  /// Where people reach the hub's pages, without a slash at its end.
  public String address() {
    return settings.links().address().replaceAll("/+$", "");
  }

  /// Makes and reads links.
  public SignedLinks signed() {
    var known = links;
    if (known == null) {
      var validFor = Durations.parse(settings.links().validFor()).orElse(A_DAY);
      known = new SignedLinks(KeyFile.read(settings.data().resolve(KEY_FILE)), validFor);
      links = known;
    }
    return known;
  }
}
