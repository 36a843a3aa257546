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

  /// @param space whose events are read; null for the space of the first one
  /// @param heads read before the log
  public LogProof(@Nullable String space, List<Head> heads) {
    this.heads = List.copyOf(heads);
    if (space != null) {
      this.space = space;
      check = new ChainCheck(space, heads);
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
    var known = space != null ? space : heads.isEmpty() ? "" : heads.getFirst().space();
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
