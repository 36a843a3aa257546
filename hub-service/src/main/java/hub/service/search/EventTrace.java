package hub.service.search;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where an event lies, and which threads of the story it continues. Nothing of it is personal, so
/// an erasure leaves it as it is.
///
/// @param position in the log of the space
/// @param at when the hub observed it
/// @param threads incidents, tickets and keys of tickets whose state it changed, see [Threads]
record EventTrace(long sequence, long position, Instant at, SortedSet<String> threads) {

  EventTrace {
    threads = Collections.unmodifiableSortedSet(new TreeSet<>(threads));
  }
}
