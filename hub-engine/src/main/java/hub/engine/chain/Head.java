package hub.engine.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/// Where the chain of a space had come to at a moment. Whoever holds one knows the whole log up to
/// there: no event before it can be changed without the link at this sequence being another.
///
/// @param sequence of the last committed event
/// @param link of that event
/// @param at in the hub's clock
public record Head(String space, long sequence, String link, Instant at) {

  /// What is signed. Lines, so that people can make it by hand.
  byte[] toBytes() {
    return "incident-hub chain head 1\n%s\n%d\n%s\n%s\n"
        .formatted(space, sequence, link, at)
        .getBytes(UTF_8);
  }
}
