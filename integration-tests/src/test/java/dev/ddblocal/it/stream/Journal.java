package dev.ddblocal.it.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The changes that were sent to a table. Safe for all keepers at once. */
public final class Journal {
  private final Map<String, Change> sent = new ConcurrentHashMap<>();
  private final Map<String, Change> acknowledged = new ConcurrentHashMap<>();

  void sending(Change change) {
    sent.put(change.id(), change);
  }

  void acknowledged(Change change) {
    acknowledged.put(change.id(), change);
  }

  /** By id, the changes that may be in the stream. */
  Map<String, Change> sent() {
    return sent;
  }

  /** By id, the changes that have to be in the stream. */
  Map<String, Change> acknowledged() {
    return acknowledged;
  }
}
