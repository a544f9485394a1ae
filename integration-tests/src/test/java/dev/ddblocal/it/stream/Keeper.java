package dev.ddblocal.it.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Changes items one after the other: some that all keepers change, and some of its own, which it
 * also makes and deletes.
 */
public final class Keeper {
  private static final int OWN_ITEMS = 4;

  /** A few thousand changes over several shards are enough to follow. */
  private static final long PAUSE_NANOS = 2_000_000;

  private final int number;
  private final Journal journal;
  private final Random random;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, String> present = new HashMap<>();
  private int changes;

  /**
   * A keeper.
   *
   * @param number the keeper's number
   * @param journal where the answers go
   * @param seed what its draws come from
   */
  public Keeper(int number, Journal journal, long seed) {
    this.number = number;
    this.journal = journal;
    this.random = new Random(seed + number);
  }

  /**
   * Works until the server is gone.
   *
   * @param stock the table at the server of this round
   * @throws software.amazon.awssdk.core.exception.SdkClientException when the server is gone
   */
  public void work(Stock stock) {
    for (int i = 0; i < OWN_ITEMS; i++) {
      lookAt(stock, own(i));
    }
    while (true) {
      change(stock, own(random.nextInt(OWN_ITEMS)));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private String own(int i) {
    return "box-" + number + "-" + i;
  }

  /** What the last server did not answer may have happened or not. */
  private void lookAt(Stock stock, String own) {
    Map<String, AttributeValue> item = stock.get(own);
    present.remove(own);
    if (!item.isEmpty()) {
      present.put(own, item.get(Stock.CHANGE).s());
      versions.put(own, Long.valueOf(item.get(Stock.VERSION).n()));
    }
  }

  private void change(Stock stock, String own) {
    boolean there = present.containsKey(own);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> update(stock, next(shared()));
      case 4 -> updateAndMake(stock, next(shared()), next("crate-" + number + "-" + changes));
      case 5 -> {
        if (there) {
          stock.touch(own);
        }
      }
      case 6 -> {
        if (there) {
          delete(stock, own);
        }
      }
      default -> put(stock, own, there);
    }
  }

  private String shared() {
    List<String> shared = Stock.shared();
    return shared.get(random.nextInt(shared.size()));
  }

  private Change next(String item) {
    return new Change(number + "-" + ++changes, item);
  }

  private void update(Stock stock, Change change) {
    journal.sending(change);
    while (true) {
      try {
        stock.update(change);
        journal.acknowledged(change);
        return;
      } catch (TransactionConflictException e) {
        // A transaction was at the item; once more.
      }
    }
  }

  private void updateAndMake(Stock stock, Change update, Change made) {
    journal.sending(update);
    journal.sending(made);
    while (true) {
      try {
        stock.updateAndMake(update, made);
        journal.acknowledged(update);
        journal.acknowledged(made);
        return;
      } catch (TransactionCanceledException e) {
        if (e.cancellationReasons().stream()
            .noneMatch(reason -> "TransactionConflict".equals(reason.code()))) {
          throw e;
        }
      }
    }
  }

  private void put(Stock stock, String own, boolean there) {
    long before = versions.getOrDefault(own, 0L);
    Change change = next(own);
    journal.sending(change);
    stock.put(change, there ? before : 0, before + 1, "x".repeat(random.nextInt(500)));
    journal.acknowledged(change);
    versions.put(own, before + 1);
    present.put(own, change.id());
  }

  private void delete(Stock stock, String own) {
    Change change = new Change(Change.ofDeletionAfter(present.get(own)), own);
    journal.sending(change);
    stock.delete(own);
    journal.acknowledged(change);
    present.remove(own);
  }
}
