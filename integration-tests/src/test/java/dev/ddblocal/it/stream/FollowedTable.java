package dev.ddblocal.it.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What the consumer of a stream has to have seen in the end. */
public final class FollowedTable {
  private FollowedTable() {}

  /**
   * Checks that each change of the journal came once and in order, and that all of them together
   * make the table.
   *
   * @param history what came
   * @param journal what was written
   * @param stock the table now
   * @param lineage the stream's shards now
   */
  public static void assertSeen(History history, Journal journal, Stock stock, Lineage lineage) {
    assertEquals(List.of(), history.problems());
    Replay replay = Replay.of(history.records());
    replay.assertHas(journal);
    replay.assertEndsAt(stock.scan());
    lineage.assertConnected();
    lineage.assertHolds(history.extents());
    assertTrue(history.extents().size() > 1, "records of several shards");
  }
}
