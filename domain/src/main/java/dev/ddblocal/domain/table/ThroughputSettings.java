package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.Throughput;
import java.util.Optional;

/**
 * What is recorded of the throughput of a table or an index.
 *
 * @param provisioned provisioned capacity units; zeros on demand
 * @param onDemandMaximum the on-demand maxima, if there are some
 * @param warm the warm throughput that was asked for, if any was
 */
record ThroughputSettings(
    Throughput provisioned, Optional<Throughput> onDemandMaximum, Optional<Throughput> warm) {}
