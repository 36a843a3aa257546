package hub.engine;

/// The state of a space could not be made ready, however often it was tried. Nothing is processed;
/// the process has to be started again once the cause is mended.
public final class RestorationFailedException extends RuntimeException {

  RestorationFailedException(String space, Throwable cause) {
    super(
        "the state of space %s cannot be made ready: %s".formatted(space, cause.getMessage()),
        cause);
  }
}
