package hub.engine.format;

/// A person tried a dead letter again. It goes through the log like an input, because the engine
/// alone writes dead letters.
///
/// @param deadLetter its id
public record DeadLetterRetried(String deadLetter, String actor) {}
