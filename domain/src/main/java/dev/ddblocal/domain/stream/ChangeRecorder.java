package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.schema.TableStream;
import dev.ddblocal.domain.value.Item;
import java.util.Objects;

/**
 * Records the changes of a table's items in its stream, in the transaction that makes them. What
 * the items were and are is kept as they are encoded, so that no item is decoded for it.
 */
public final class ChangeRecorder {
  private final WriteTransaction transaction;
  private final TableStream stream;
  private final KeySchema key;
  private final ChangeOrigin origin;

  /**
   * Creates a recorder.
   *
   * @param transaction where the items are changed
   * @param stream the table's stream
   * @param key the table's primary key
   * @param origin where the changes come from
   */
  public ChangeRecorder(
      WriteTransaction transaction, TableStream stream, KeySchema key, ChangeOrigin origin) {
    this.transaction = Objects.requireNonNull(transaction, "transaction is null");
    this.stream = Objects.requireNonNull(stream, "stream is null");
    this.key = Objects.requireNonNull(key, "key is null");
    this.origin = Objects.requireNonNull(origin, "origin is null");
  }

  /**
   * Records that an item was put, unless that changed nothing.
   *
   * @param before the item in its place; null if there was none
   * @param bytesBefore its size
   * @param after the item
   * @param bytesAfter its size
   */
  public void put(Item before, int bytesBefore, Item after, int bytesAfter) {
    if (before == null) {
      record(OperationType.INSERT, null, 0, after, bytesAfter);
    } else if (bytesBefore != bytesAfter || !before.equals(after)) {
      record(OperationType.MODIFY, before, bytesBefore, after, bytesAfter);
    }
  }

  /**
   * Records that an item was deleted, unless there was none.
   *
   * @param before the item; null if there was none
   * @param bytesBefore its size
   */
  public void delete(Item before, int bytesBefore) {
    if (before != null) {
      record(OperationType.REMOVE, before, bytesBefore, null, 0);
    }
  }

  private void record(
      OperationType type, Item before, int bytesBefore, Item after, int bytesAfter) {
    Item newImage = showsNew(stream.viewType()) ? after : null;
    Item oldImage = showsOld(stream.viewType()) ? before : null;
    int bytes = (newImage == null ? 0 : bytesAfter) + (oldImage == null ? 0 : bytesBefore);
    RecordEntry entry =
        new RecordEntry(
            type,
            origin,
            newImage,
            oldImage,
            newImage == null && oldImage == null
                ? RecordEntry.keys(key, after == null ? before : after)
                : null,
            bytes);
    ItemKey at =
        StreamKeys.record(stream.id(), stream.openShard(), transaction.nextSequenceNumber());
    transaction.put(KeyspaceStore.STREAM_RECORDS, at, entry.toItem(), bytes);
  }

  private static boolean showsNew(StreamViewType viewType) {
    return switch (viewType) {
      case NEW_IMAGE, NEW_AND_OLD_IMAGES -> true;
      case OLD_IMAGE, KEYS_ONLY -> false;
    };
  }

  private static boolean showsOld(StreamViewType viewType) {
    return switch (viewType) {
      case OLD_IMAGE, NEW_AND_OLD_IMAGES -> true;
      case NEW_IMAGE, KEYS_ONLY -> false;
    };
  }
}
