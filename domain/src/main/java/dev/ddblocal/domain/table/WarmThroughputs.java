package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.Throughput;
import java.util.Optional;

/** What tables and global secondary indexes are ready for at any time. */
final class WarmThroughputs {
  private static final Throughput ON_DEMAND = new Throughput(12_000, 4_000);

  private WarmThroughputs() {}

  /** What one is ready for by how its throughput is paid for, when nobody asked for anything. */
  static Throughput least(BillingMode mode, Throughput provisioned) {
    return mode == BillingMode.PAY_PER_REQUEST ? ON_DEMAND : provisioned;
  }

  /** What one is ready for that was asked to be ready for something, if it was. */
  static Throughput greater(Optional<Throughput> requested, Throughput least) {
    return requested
        .map(asked ->
            new Throughput(
                Math.max(asked.read(), least.read()), Math.max(asked.write(), least.write())))
        .orElse(least);
  }
}
