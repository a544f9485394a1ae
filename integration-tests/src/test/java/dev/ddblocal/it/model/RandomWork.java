package dev.ddblocal.it.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes and reads drawn at random, on tables of every kind, on the server and on the model. */
public final class RandomWork {
  private static final int BATCHES_AT_FIRST = 3;

  private final Session session;
  private final Draws draws;
  private final Writes writes;
  private final Reads reads;
  private final Statistics statistics;
  private final List<Table> tables = new ArrayList<>();

  /**
   * Makes the tables.
   *
   * @param server a server without tables
   * @param name what the run is called in the message of a failure, with the seed
   * @param seed what all draws follow from
   */
  public RandomWork(Server server, String name, long seed) throws IOException {
    Random random = new Random(seed);
    session = new Session(server, name + ", seed " + seed);
    draws = new Draws(random);
    writes = new Writes(session, draws);
    reads = new Reads(session, draws, random, writes);
    statistics = new Statistics(session);
    for (Shape shape : Shape.all()) {
      session.succeed("CreateTable", shape.createTable());
      Table table = new Table(shape);
      tables.add(table);
      for (int i = 0; i < BATCHES_AT_FIRST; i++) {
        writes.batch(Set.of(table));
      }
    }
  }

  /** Does so much, and compares all answers, and at the end what the tables say of themselves. */
  public void run(int steps) throws IOException {
    for (int i = 0; i < steps; i++) {
      step(table());
    }
    for (Table table : tables) {
      statistics.compare(table);
    }
  }

  /** One of the tables; that of large items seldom. */
  private Table table() {
    Table table = draws.oneOf(tables);
    return table.shape().large() && draws.percent(70) ? draws.oneOf(tables) : table;
  }

  private void step(Table table) throws IOException {
    switch (draws.below(40)) {
      case 0, 1, 2, 3, 4 -> reads.query(table);
      case 5 -> reads.scan(table);
      case 6 -> reads.batch(table);
      case 7, 8, 9 -> reads.get(table);
      case 10, 11, 12, 13, 14 -> writes.batch(Set.of(table));
      case 15, 16 -> writes.batch(new LinkedHashSet<>(List.of(table, table())));
      case 17, 18 -> writes.delete(table);
      case 19, 20, 21, 22, 23, 24, 25, 26, 27, 28 -> writes.put(table);
      default -> writes.update(table);
    }
  }
}
