package hub.engine.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where the chain of a space had come to at a moment. Whoever holds one knows the whole log up to
/// there: no event before it can be changed without the link at this sequence being another.
///
/// @param sequence of the last committed event
/// @param link of that event
/// @param at in the hub's clock
public record Head(String space, long sequence, String link, Instant at) {

  /// Those of a space, by their sequence.
  public static NavigableMap<Long, List<Head>> bySequence(String space, List<Head> heads) {
    return heads.stream()
        .filter(head -> head.space().equals(space))
        .collect(Collectors.groupingBy(Head::sequence, TreeMap::new, Collectors.toList()));
  }

  /// What is signed. Lines, so that people can make it by hand.
  byte[] toBytes() {
    return "incident-hub chain head 1\n%s\n%d\n%s\n%s\n"
        .formatted(space, sequence, link, at)
        .getBytes(UTF_8);
  }
}
