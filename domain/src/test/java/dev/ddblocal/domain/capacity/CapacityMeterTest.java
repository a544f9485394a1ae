package dev.ddblocal.domain.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CapacityMeterTest {
  private final CapacityMeter meter = new CapacityMeter();

  private static SecondaryIndex index(String name, IndexKind kind) {
    KeyAttribute key = new KeyAttribute("key", ScalarAttributeType.S);
    return new SecondaryIndex(
        new IndexId(new UUID(0, 0)),
        name,
        kind,
        new KeySchema(List.of(key), List.of()),
        IndexProjection.ALL,
        Throughput.ZERO,
        ThroughputChanges.NONE,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        true,
        Optional.empty());
  }

  private static Capacity units(double units) {
    return new Capacity(null, null, units);
  }

  @Test
  void each_write_is_rounded_up_by_itself() {
    meter.writeTable(1);
    meter.writeTable(1025);
    assertEquals(
        new ConsumedCapacity("T", 3.0, null, null, null, null, null),
        meter.report(ReturnConsumedCapacity.TOTAL, "T"));
  }

  @Test
  void a_page_is_rounded_up_once_and_each_fetched_item_by_itself() {
    meter.readIndex(index("lsi", IndexKind.LOCAL), 5000, false);
    meter.readTable(100, false);
    meter.readTable(5000, false);
    assertEquals(
        new ConsumedCapacity("T", 2.5, null, null, units(1.5), Map.of("lsi", units(1)), null),
        meter.report(ReturnConsumedCapacity.INDEXES, "T"));
  }

  @Test
  void the_total_is_that_of_the_table_and_all_its_indexes() {
    meter.writeTable(10);
    meter.writeIndex(index("g1", IndexKind.GLOBAL), 2000);
    meter.writeIndex(index("g1", IndexKind.GLOBAL), 10);
    meter.writeIndex(index("g2", IndexKind.GLOBAL), 10);
    meter.writeIndex(index("l", IndexKind.LOCAL), 10);
    assertEquals(
        new ConsumedCapacity(
            "T",
            6.0,
            null,
            null,
            units(1),
            Map.of("l", units(1)),
            Map.of("g1", units(3), "g2", units(1))),
        meter.report(ReturnConsumedCapacity.INDEXES, "T"));
  }

  @Test
  void nothing_is_told_unless_asked_for() {
    meter.readTable(1, true);
    assertNull(meter.report(ReturnConsumedCapacity.NONE, "T"));
    assertNull(meter.report(null, "T"));
  }

  @Test
  void a_transaction_costs_twice_as_much_and_tells_reads_from_writes() {
    CapacityMeter transaction = CapacityMeter.ofTransaction();
    transaction.writeTable(1025);
    transaction.writeIndex(index("gsi", IndexKind.GLOBAL), 10);
    assertEquals(
        new ConsumedCapacity(
            "T",
            6.0,
            null,
            6.0,
            new Capacity(null, 4.0, 4.0),
            null,
            Map.of("gsi", new Capacity(null, 2.0, 2.0))),
        transaction.report(ReturnConsumedCapacity.INDEXES, "T"));
    CapacityMeter reads = CapacityMeter.ofTransaction();
    reads.readTable(4097, true);
    assertEquals(
        new ConsumedCapacity("T", 4.0, 4.0, null, null, null, null),
        reads.report(ReturnConsumedCapacity.TOTAL, "T"));
  }
}
