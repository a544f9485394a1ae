package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.item.ItemChange;
import dev.ddblocal.domain.item.ItemLimits;
import dev.ddblocal.domain.item.ItemWrite;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Does the writes of a transaction all or not at all, and its reads at one moment. What is done,
 * and how it came to be known, is nothing to it: TransactWriteItems, TransactGetItems and
 * ExecuteTransaction bring their actions with their own checks done. Safe for use by any number of
 * threads.
 */
public final class TransactionCoordinator {
  /** The most actions of one transaction. */
  public static final int MAX_ACTIONS = 100;

  /** The most bytes of items in one transaction. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private final TableLookup lookup;

  /** Creates the coordinator. */
  public TransactionCoordinator(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  /**
   * Does all writes, or none of them. With a token that has been used for the same writes within
   * the last ten minutes, nothing is done again: that is a success, and the capacity is that of
   * reading the items.
   *
   * <p>The stage fails with a {@link DynamoDbException}: a ResourceNotFoundException for a table
   * that cannot be used; a ValidationException for an empty key, for two writes of one item, and
   * for items that are too large together; an IdempotentParameterMismatchException for a token that
   * was used for other writes; a TransactionCanceledException with a reason for each write, if at
   * least one of them cannot be done. Then nothing is written, and the token is not used.
   *
   * @param keyspace where the tables are
   * @param writes the writes in the order of the request, at most {@link #MAX_ACTIONS}
   * @param token what makes the call idempotent, if the caller sent it
   * @param wanted what the caller asked for of the capacity taken; null counts as NONE
   * @return the capacity taken, table by table; null unless asked for
   * @throws DynamoDbException a ValidationException for an item that is too large to put, and for
   *     items that are too large together
   */
  public CompletionStage<List<ConsumedCapacity>> write(
      Keyspace keyspace,
      List<TransactionWrite> writes,
      Optional<IdempotencyToken> token,
      ReturnConsumedCapacity wanted) {
    int bytes = 0;
    for (TransactionWrite each : writes) {
      bytes = requireTogether(bytes, knownBytes(each.write()));
    }
    return keyspace.write(transaction -> write(transaction, writes, token, wanted));
  }

  /** The size of what a write brings with it: its item, or its key. */
  private static int knownBytes(ItemWrite write) {
    if (write instanceof ItemWrite.Put put) {
      ItemLimits.requirePuttable(put.sizeBytes());
      return put.sizeBytes();
    }
    return ItemSize.ofAttributes(write.attributes());
  }

  private List<ConsumedCapacity> write(
      WriteTransaction transaction,
      List<TransactionWrite> writes,
      Optional<IdempotencyToken> token,
      ReturnConsumedCapacity wanted) {
    List<TransactionTarget> targets = TransactionTarget.of(transaction, lookup, writes);
    ChangeOrigin origin = lookup.changeOrigin();
    TransactionTokens tokens = new TransactionTokens(transaction, origin.at());
    TransactionCapacity capacity = new TransactionCapacity();
    boolean charges = ReturnConsumedCapacity.isWanted(wanted);
    if (token.isPresent() && tokens.isReplay(token.get())) {
      if (charges) {
        chargeReplay(transaction, writes, targets, capacity);
      }
      return capacity.report(wanted);
    }
    Interest interest = charges ? Interest.SIZE : Interest.NOTHING;
    List<ItemChange> changes = changes(transaction, writes, targets, interest);
    for (int i = 0; i < writes.size(); i++) {
      changes.get(i).apply(transaction, capacity.meter(writes.get(i)), origin);
    }
    token.ifPresent(tokens::remember);
    return capacity.report(wanted);
  }

  /** A replay costs what reading the items costs, as they are now. */
  private static void chargeReplay(
      ReadTransaction transaction,
      List<TransactionWrite> writes,
      List<TransactionTarget> targets,
      TransactionCapacity capacity) {
    for (int i = 0; i < writes.size(); i++) {
      TransactionTarget target = targets.get(i);
      // A table made anew since the first call can have another key.
      int sizeBytes =
          target.key().isPresent()
              ? transaction.sizeOf(target.table().id(), target.key().get()).orElse(0)
              : 0;
      capacity.meter(writes.get(i)).readTable(sizeBytes, true);
    }
  }

  /** What all writes come to; nothing is written yet. */
  private static List<ItemChange> changes(
      ReadTransaction transaction,
      List<TransactionWrite> writes,
      List<TransactionTarget> targets,
      Interest interest) {
    List<ItemChange> changes = new ArrayList<>(writes.size());
    TransactionReasons reasons = new TransactionReasons();
    int bytes = 0;
    for (int i = 0; i < writes.size(); i++) {
      ItemWrite write = writes.get(i).write();
      TransactionTarget target = targets.get(i);
      Optional<ItemChange> change =
          reasons.unlessRefused(() ->
              ItemChange.of(transaction, target.table(), target.fittingKey(), write, interest));
      if (change.isPresent()) {
        changes.add(change.get());
        boolean updates = write instanceof ItemWrite.Update;
        bytes = requireTogether(bytes, updates ? change.get().sizeBytes() : knownBytes(write));
      }
    }
    reasons.cancelIfAny();
    return changes;
  }

  /**
   * Reads all items at one moment.
   *
   * <p>The stage fails with a {@link DynamoDbException}: a ResourceNotFoundException for a table
   * that cannot be used; a ValidationException for an empty key, for two reads of one item, and for
   * items that are too large together; a TransactionCanceledException with a reason for each read,
   * if a key does not fit its table.
   *
   * @param keyspace where the tables are
   * @param reads the reads in the order of the request, at most {@link #MAX_ACTIONS}
   * @param wanted what the caller asked for of the capacity taken; null counts as NONE
   */
  public CompletionStage<TransactionItems> read(
      Keyspace keyspace, List<TransactionRead> reads, ReturnConsumedCapacity wanted) {
    return keyspace.read(transaction -> read(transaction, reads, wanted));
  }

  private TransactionItems read(
      ReadTransaction transaction, List<TransactionRead> reads, ReturnConsumedCapacity wanted) {
    List<TransactionTarget> targets = TransactionTarget.of(transaction, lookup, reads);
    TransactionReasons reasons = new TransactionReasons();
    targets.forEach(target -> reasons.unlessRefused(target::fittingKey));
    reasons.cancelIfAny();
    TransactionCapacity capacity = new TransactionCapacity();
    List<Optional<Item>> items = new ArrayList<>(reads.size());
    int bytes = 0;
    for (int i = 0; i < reads.size(); i++) {
      TransactionTarget target = targets.get(i);
      Optional<StoredItem> found = transaction.get(target.table().id(), target.fittingKey());
      int size = found.map(StoredItem::sizeBytes).orElse(0);
      bytes = requireTogether(bytes, size);
      capacity.meter(reads.get(i)).readTable(size, true);
      items.add(found.map(StoredItem::item));
    }
    return new TransactionItems(items, capacity.report(wanted));
  }

  /** The bytes of all items so far, if they can be in one transaction. */
  private static int requireTogether(int bytes, int more) {
    if (bytes + more > MAX_BYTES) {
      throw DynamoDbException.validation(
          "The aggregate size of the items in the transaction cannot exceed 4 MB");
    }
    return bytes + more;
  }
}
