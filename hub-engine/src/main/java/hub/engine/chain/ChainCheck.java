package hub.engine.chain;

import hub.engine.format.UnreadableRecordException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the events of a space one by one and says where they are not what the hub wrote: computes
/// every link again, counts, and compares with the heads that were delivered.
///
/// Without heads it shows only that the log agrees with itself, which somebody who may write there
/// can bring about. Needs no keys, and believes nothing that the hub says about itself.
public final class ChainCheck {

  private static final int SHOWN = 12;

  private final String space;
  private final NavigableMap<Long, List<Head>> heads;
  private long sequence;
  private long chainedFrom;
  private @Nullable String link;
  private @Nullable Head lastAgreeing;
  private int agreeing;
  private long foreign;

  /// Compares with these heads; those of other spaces are left out. Whether they are genuine is not
  /// asked here. They must have been read before the log.
  public ChainCheck(String space, List<Head> delivered) {
    this.space = space;
    heads = Head.bySequence(space, delivered);
  }

  /// What holds so far.
  ///
  /// @param events how many
  /// @param chainedFrom sequence of the first event with a link, or 0
  /// @param link of the last event, or empty
  /// @param heads how many delivered heads agree
  /// @param lastHead the last of them; null if there is none
  /// @param foreign records of other spaces in the same partition
  public record Held(
      long events,
      long chainedFrom,
      String link,
      int heads,
      @Nullable Head lastHead,
      long foreign) {}

  /// Takes the next record.
  ///
  /// @return what is wrong with it; whoever gets one stops here
  public Optional<ChainBreak> take(StoredRecord record) {
    long found;
    try {
      if (!record.space().equals(space)) {
        foreign++;
        return Optional.empty();
      }
      found = record.sequence();
    } catch (UnreadableRecordException e) {
      return Optional.of(noEvent(record, String.valueOf(e.getMessage())));
    }
    if (found != sequence + 1) {
      return Optional.of(outOfOrder(record, found));
    }
    var broken = compareLink(record, found);
    if (broken.isPresent()) {
      return broken;
    }
    sequence = found;
    return compareHeads(record);
  }

  /// All records were taken.
  ///
  /// @return what is missing at the end
  public Optional<ChainBreak> end() {
    var later = heads.higherEntry(sequence);
    if (later == null) {
      return Optional.empty();
    }
    var head = heads.lastEntry().getValue().getFirst();
    return Optional.of(
        new ChainBreak(
            sequence + 1,
            -1,
            "the log ends at sequence %d, but a head of sequence %d was delivered at %s"
                .formatted(sequence, head.sequence(), head.at()),
            "The last %d events or more were cut off.".formatted(head.sequence() - sequence),
            ChainBreak.RESTORE));
  }

  /// What holds so far.
  public Held held() {
    return new Held(
        sequence, chainedFrom, link == null ? "" : link, agreeing, lastAgreeing, foreign);
  }

  private Optional<ChainBreak> compareLink(StoredRecord record, long found) {
    if (record.links().isEmpty() && link == null) {
      // Written before there were links.
      return Optional.empty();
    }
    var written = record.link().orElse("");
    if (!record.isLinked()) {
      return Optional.of(
          new ChainBreak(
              found,
              record.offset(),
              "it should bear one link, as its last header, and has %d"
                  .formatted(record.links().size()),
              "Something else than this hub has written it: an older version, or somebody.",
              ChainBreak.RESTORE));
    }
    var previous = link == null ? Chain.genesis(space, found) : link;
    var computed = Chain.link(previous, Chain.digest(record));
    if (!computed.equals(written)) {
      return Optional.of(
          new ChainBreak(
              found,
              record.offset(),
              "its link is %s, and what it and the event before it say gives %s"
                  .formatted(shown(written), shown(computed)),
              link == null
                  ? "This event was changed, or events before it were chained once."
                  : "This event was changed, swapped or put in, or what follows the event before it"
                      + " was taken out.",
              ChainBreak.RESTORE));
    }
    chainedFrom = link == null ? found : chainedFrom;
    link = computed;
    return Optional.empty();
  }

  private Optional<ChainBreak> compareHeads(StoredRecord record) {
    for (var head : heads.getOrDefault(sequence, List.of())) {
      if (!head.link().equals(link)) {
        return Optional.of(
            new ChainBreak(
                sequence,
                record.offset(),
                "the head delivered at %s says %s, the log says %s"
                    .formatted(
                        head.at(), shown(head.link()), link == null ? "nothing" : shown(link)),
                "An event from sequence %d to %d was changed, and every link after it was computed"
                        .formatted(firstInDoubt(), sequence)
                    + " anew.",
                ChainBreak.RESTORE));
      }
      agreeing++;
      lastAgreeing = head;
    }
    return Optional.empty();
  }

  private long firstInDoubt() {
    return lastAgreeing == null ? 1 : lastAgreeing.sequence() + 1;
  }

  private ChainBreak noEvent(StoredRecord record, String why) {
    return new ChainBreak(
        sequence + 1,
        record.offset(),
        "a record is no event: " + why,
        "Something else than the hub has written it.",
        ChainBreak.RESTORE);
  }

  private ChainBreak outOfOrder(StoredRecord record, long found) {
    return new ChainBreak(
        sequence + 1,
        record.offset(),
        "sequence %d follows sequence %d".formatted(found, sequence),
        found <= sequence
            ? "An event is doubled or was put in."
            : "%d events are missing.".formatted(found - sequence - 1),
        ChainBreak.RESTORE);
  }

  private static String shown(String hash) {
    return hash.length() <= SHOWN ? hash : hash.substring(0, SHOWN) + "…";
  }
}
