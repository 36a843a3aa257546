package hub.service.chain;

import hub.engine.chain.ChainBreak;
import hub.engine.chain.ChainCheck;
import hub.engine.chain.Head;
import hub.engine.chain.SignedHead;
import hub.engine.chain.StoredRecord;
import hub.engine.chain.VerifyingKey;
import hub.engine.format.UnreadableRecordException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares a log with the heads of it that somebody holds. Where the records come from is not its
/// business.
public final class LogProof implements Consumer<StoredRecord> {

  private final List<Head> heads;
  private @Nullable String space;
  private @Nullable ChainCheck check;
  private @Nullable ChainBreak broken;

  /// @param space whose events are read; null for that of the heads, or of the first event if there
  ///   are no heads
  /// @param heads read before the log
  /// @throws IllegalArgumentException if the heads are of several spaces, and nobody said which
  public LogProof(@Nullable String space, List<Head> heads) {
    this.heads = List.copyOf(heads);
    var spaces = heads.stream().map(Head::space).distinct().sorted().toList();
    if (space == null && spaces.size() > 1) {
      throw new IllegalArgumentException(
          "The heads are of the spaces %s; say which one with --space."
              .formatted(String.join(", ", spaces)));
    }
    // Never that of an event where there are heads: who changes events could choose it.
    var known = space == null && !spaces.isEmpty() ? spaces.getFirst() : space;
    if (known != null) {
      this.space = known;
      check = new ChainCheck(known, heads);
    }
  }

  /// What came of it.
  ///
  /// @param space empty if the log has no events and nobody said which space is meant
  public record Result(String space, ChainCheck.Held held, Optional<ChainBreak> broken) {}

  /// The heads that none of the keys has signed.
  public static List<SignedHead> unsigned(List<SignedHead> heads, List<VerifyingKey> keys) {
    return heads.stream().filter(head -> keys.stream().noneMatch(head::isSignedBy)).toList();
  }

  @Override
  public void accept(StoredRecord record) {
    if (broken != null) {
      return;
    }
    var current = check;
    if (current == null) {
      space = spaceOf(record);
      current = new ChainCheck(space, heads);
      check = current;
    }
    broken = current.take(record).orElse(null);
  }

  /// All records were given.
  public Result result() {
    var known = space == null ? "" : space;
    var current = check != null ? check : new ChainCheck(known, heads);
    return new Result(known, current.held(), Optional.ofNullable(broken).or(current::end));
  }

  private static String spaceOf(StoredRecord record) {
    try {
      return record.space();
    } catch (UnreadableRecordException _) {
      return "";
    }
  }
}
