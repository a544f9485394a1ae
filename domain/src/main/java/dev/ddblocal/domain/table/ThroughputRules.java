package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.Throughput;
import java.util.Optional;

/** The rules that a table's throughput settings have to keep for its billing mode. */
final class ThroughputRules {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private ThroughputRules() {}

  /** The provisioned capacity of a table; zeros on demand. */
  static Throughput provisioned(BillingMode mode, ProvisionedThroughput requested) {
    return switch (mode) {
      case PAY_PER_REQUEST -> {
        if (requested != null) {
          throw DynamoDbException.validation(
              INVALID
                  + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                  + " BillingMode is PAY_PER_REQUEST");
        }
        yield Throughput.ZERO;
      }
      case PROVISIONED -> {
        if (requested == null) {
          throw DynamoDbException.validation(
              INVALID
                  + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                  + " BillingMode is PROVISIONED");
        }
        requireWithinLimit("read", requested.readCapacityUnits());
        requireWithinLimit("write", requested.writeCapacityUnits());
        yield new Throughput(requested.readCapacityUnits(), requested.writeCapacityUnits());
      }
    };
  }

  /** The on-demand maxima of a table; empty if none is set. */
  static Optional<Throughput> onDemandMaximum(BillingMode mode, OnDemandThroughput requested) {
    if (requested == null
        || (requested.maxReadRequestUnits() == null && requested.maxWriteRequestUnits() == null)) {
      return Optional.empty();
    }
    if (mode == BillingMode.PROVISIONED) {
      String member =
          requested.maxReadRequestUnits() != null ? "MaxReadRequestUnits" : "MaxWriteRequestUnits";
      throw DynamoDbException.validation(
          INVALID
              + member
              + " for OnDemandThroughput cannot be specified when table BillingMode is"
              + " PROVISIONED.");
    }
    return Optional.of(
        new Throughput(
            maximum("MaxReadRequestUnits", requested.maxReadRequestUnits()),
            maximum("MaxWriteRequestUnits", requested.maxWriteRequestUnits())));
  }

  /** The warm throughput of a table; empty if none was asked for. */
  static Optional<Throughput> warm(
      BillingMode mode, Throughput provisioned, WarmThroughput requested) {
    if (requested == null
        || (requested.readUnitsPerSecond() == null && requested.writeUnitsPerSecond() == null)) {
      return Optional.empty();
    }
    Throughput least = TableDescriber.defaultWarmThroughput(mode, provisioned);
    return Optional.of(
        new Throughput(
            warm("ReadUnitsPerSecond", requested.readUnitsPerSecond(), least.read()),
            warm("WriteUnitsPerSecond", requested.writeUnitsPerSecond(), least.write())));
  }

  private static void requireWithinLimit(String kind, long units) {
    if (units > DescribeLimits.TABLE_MAXIMUM) {
      throw new DynamoDbException(
          ErrorCode.LIMIT_EXCEEDED,
          "Subscriber limit exceeded: Provisioned throughput per table is limited to "
              + DescribeLimits.TABLE_MAXIMUM
              + " "
              + kind
              + " capacity units");
    }
  }

  private static long maximum(String member, Long units) {
    if (units == null) {
      return Throughput.UNLIMITED;
    }
    if (units < 1) {
      throw DynamoDbException.validation(
          INVALID
              + "Requested "
              + member
              + " for OnDemandThroughput for table is outside of valid range");
    }
    return units;
  }

  private static long warm(String member, Long units, long least) {
    if (units == null) {
      return least;
    }
    if (units < least) {
      throw DynamoDbException.validation(
          INVALID
              + "Requested "
              + member
              + " for WarmThroughput for table is lower than the minimum value "
              + least);
    }
    return units;
  }
}
