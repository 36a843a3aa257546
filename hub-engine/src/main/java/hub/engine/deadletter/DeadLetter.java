package hub.engine.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that could not be processed: never lost, always with its cause.
///
/// The record stays for ever; what came is kept apart with bounded retention (design D12).
///
/// @param id follows from what failed, so that the same failure again is the same dead letter
/// @param cause what is wrong, without free text
/// @param remedy what a person can do about it
/// @param position of the input as partition:offset; null if no input was at fault but a timer
/// @param type of the input, or empty if that could not be read
/// @param system whose input it was, or empty if that could not be read
/// @param subject the ticket, system or incident it is about, or empty
/// @param retry what trying again means
public record DeadLetter(
    String id,
    String space,
    String cause,
    String remedy,
    @Nullable String position,
    String type,
    String system,
    String subject,
    Retry retry,
    Instant at) {

  /// What trying again means.
  public enum Retry {
    /// The ticket is read again from the tool; an old observation is never put in again.
    READ_AGAIN,
    /// What a person asked, or a sink reported, is put in once more.
    PUT_IN_AGAIN,
    /// Nobody can; the sender must send it again.
    SEND_AGAIN
  }
}
