package hub.engine;

/// The key of a record on its way out of the processor: where it goes, and its key there.
///
/// @param partition the fixed one of the space, or [#BY_KEY]
record Outgoing(String topic, int partition, String key) {

  static final int BY_KEY = -1;
}
