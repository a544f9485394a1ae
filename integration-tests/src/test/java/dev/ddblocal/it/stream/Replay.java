package dev.ddblocal.it.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** The records of a stream, applied one after the other to an empty table. */
final class Replay {
  private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Set<String> sequenceNumbers = new HashSet<>();
  private final Set<String> changes = new HashSet<>();

  /** The id of the change that a record tells of. */
  static String changeOf(Record record) {
    return record.eventName() == OperationType.REMOVE
        ? Change.ofDeletionAfter(record.dynamodb().oldImage().get(Stock.CHANGE).s())
        : record.dynamodb().newImage().get(Stock.CHANGE).s();
  }

  /** Applies a record, which has to fit what is there. */
  void apply(Record record) {
    Map<String, AttributeValue> before =
        image(record.dynamodb().hasOldImage(), record.dynamodb().oldImage());
    Map<String, AttributeValue> after =
        image(record.dynamodb().hasNewImage(), record.dynamodb().newImage());
    String item = record.dynamodb().keys().get(Stock.KEY).s();
    assertEquals(items.getOrDefault(item, Map.of()), before, () -> "before " + record);
    assertNotEquals(before, after, () -> "changes nothing: " + record);
    OperationType event =
        before.isEmpty()
            ? OperationType.INSERT
            : after.isEmpty() ? OperationType.REMOVE : OperationType.MODIFY;
    assertEquals(event, record.eventName(), record::toString);
    assertTrue(
        sequenceNumbers.add(record.dynamodb().sequenceNumber()),
        () -> "one sequence number twice: " + record);
    assertTrue(changes.add(changeOf(record)), () -> "one change twice: " + record);
    if (after.isEmpty()) {
      items.remove(item);
    } else {
      items.put(item, after);
      long version = Long.parseLong(after.get(Stock.VERSION).n());
      long last = versions.getOrDefault(item, 0L);
      assertEquals(last + 1, version, () -> "version after " + last + ": " + record);
      versions.put(item, version);
    }
  }

  private static Map<String, AttributeValue> image(
      boolean has, Map<String, AttributeValue> attributes) {
    return has ? attributes : Map.of();
  }

  /** Checks that every acknowledged change came, and none that was never sent. */
  void assertHas(Journal journal) {
    Set<String> missing = new TreeSet<>(journal.acknowledged().keySet());
    missing.removeAll(changes);
    assertEquals(Set.of(), missing, "acknowledged, but not in the stream");
    Set<String> unknown = new TreeSet<>(changes);
    unknown.removeAll(journal.sent().keySet());
    assertEquals(Set.of(), unknown, "in the stream, but never sent");
  }

  /** Checks that the items are now those of the table. */
  void assertEndsAt(Map<String, Map<String, AttributeValue>> table) {
    assertEquals(table, items);
  }

  /** Applies all of them. */
  static Replay of(List<Record> records) {
    Replay replay = new Replay();
    records.forEach(replay::apply);
    return replay;
  }
}
