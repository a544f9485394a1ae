package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A table that gets and loses global indexes while it is written. In the end each index has what it
 * would have if it had been there from the beginning.
 */
public final class GrowingTable {
  private static final int PARTITIONS = 6;
  private static final int ITEMS_PER_PARTITION = 250;
  private static final int BATCH = 25;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int QUERIES = 20;

  private final Session session;
  private final Session writing;
  private final Random random;
  private final Draws draws;
  private final Draws drawsOfWrites;
  private final Statistics statistics;
  private final Table table = new Table(Shape.growing());

  /**
   * Makes the table.
   *
   * @param server a server without tables
   * @param writing the same server on another connection, for the writes in the background
   * @param name what the run is called in the message of a failure, with the seed
   * @param seed what all draws follow from; how both connections meet is up to the machine
   */
  public GrowingTable(Server server, Server writing, String name, long seed) throws IOException {
    session = new Session(server, name + ", seed " + seed);
    this.writing = new Session(writing, name + ", writes, seed " + seed);
    random = new Random(seed);
    draws = new Draws(random);
    drawsOfWrites = new Draws(new Random(seed + 1));
    statistics = new Statistics(session);
    session.succeed("CreateTable", table.shape().createTable());
    fill();
  }

  private void fill() throws IOException {
    List<Map<String, Value>> items = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (int i = 0; i < ITEMS_PER_PARTITION; i++) {
        items.add(draws.item(table.shape(), key(partition, i)));
      }
    }
    items.removeIf(item -> !table.shape().fits(item));
    for (int i = 0; i < BATCH; i++) {
      // An index leaves out what has another type, if it was there before the index.
      Map<String, Value> item = new TreeMap<>(key(PARTITIONS, i));
      item.put("gn", Value.string("no number"));
      item.put("gs", Value.string("a"));
      items.add(item);
    }
    for (int i = 0; i < items.size(); i += BATCH) {
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      for (Map<String, Value> item : items.subList(i, Math.min(i + BATCH, items.size()))) {
        request
            .withObject("/RequestItems")
            .withArray(table.shape().name())
            .addObject()
            .putObject("PutRequest")
            .set("Item", Value.json(item));
        table.write(table.shape().keyOf(item), item, new Units());
      }
      session.succeed("BatchWriteItem", request);
    }
  }

  private static Map<String, Value> key(int partition, int sort) {
    return Map.of(
        "pk", Value.string("partition " + partition), "sk", Value.number(Integer.toString(sort)));
  }

  /** Adds indexes, deletes one and adds it again, while there are writes, and compares. */
  public void run() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Callable<Void> writes = () -> write(enough);
      Future<Void> writer = background.submit(writes);
      try {
        for (Index index : Shape.added()) {
          add(index);
        }
        Index first = Shape.added().getFirst();
        delete(first);
        add(first);
      } finally {
        enough.set(true);
      }
      writer.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    compare();
  }

  private Void write(AtomicBoolean enough) throws IOException {
    Shape shape = table.shape();
    while (!enough.get()) {
      Map<String, Value> key =
          key(drawsOfWrites.below(PARTITIONS), drawsOfWrites.below(ITEMS_PER_PARTITION));
      ObjectNode request = new Source(table, null).request();
      if (drawsOfWrites.percent(25)) {
        writing.succeed("DeleteItem", request.set("Key", Value.json(key)));
        table.write(key, null, new Units());
      } else {
        Map<String, Value> item = drawsOfWrites.item(shape, key);
        if (fitsAll(item)) {
          writing.succeed("PutItem", request.set("Item", Value.json(item)));
          table.write(key, item, new Units());
        }
      }
    }
    return null;
  }

  private static boolean fitsAll(Map<String, Value> item) {
    return Shape.growing().withIndexes(Shape.added()).fits(item);
  }

  private void add(Index index) throws Exception {
    session.succeed("UpdateTable", table.shape().addIndex(index));
    await(() -> isActive(Statistics.ofIndex(statistics.describe(table), index)));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean isActive(JsonNode index) {
    return index != null
        && index.get("IndexStatus").textValue().equals("ACTIVE")
        && !index.path("Backfilling").booleanValue();
  }

  private void delete(Index index) throws Exception {
    ObjectNode request = new Source(table, null).request();
    request
        .putArray("GlobalSecondaryIndexUpdates")
        .addObject()
        .putObject("Delete")
        .put("IndexName", index.name());
    session.succeed("UpdateTable", request);
    await(() -> Statistics.ofIndex(statistics.describe(table), index) == null);
  }

  private void compare() throws IOException {
    List<Index> indexes = new ArrayList<>(Shape.growing().indexes());
    indexes.addAll(Shape.added());
    table.reshape(table.shape().withIndexes(indexes));
    statistics.compare(table);
    Writes writes = new Writes(session, draws);
    Reads reads = new Reads(session, draws, random, writes);
    for (Index index : indexes) {
      reads.scan(new Source(table, index));
    }
    for (int i = 0; i < QUERIES; i++) {
      reads.query(table);
    }
  }
}
