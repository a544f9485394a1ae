package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules that the throughput settings of a table or an index have to keep. */
final class ThroughputRules {
  private static final String INVALID = "One or more parameter values were invalid: ";

  /** The rules for a table. */
  static final ThroughputRules TABLE = new ThroughputRules("table", "table", "");

  private final String subject;
  private final String named;
  private final String forIndex;

  private ThroughputRules(String subject, String named, String forIndex) {
    this.subject = subject;
    this.named = named;
    this.forIndex = forIndex;
  }

  /** The rules for the global secondary index of that name. */
  static ThroughputRules index(String name) {
    return new ThroughputRules("index: " + name, "index " + name, " for index: " + name);
  }

  /** The settings of a new table. */
  static ThroughputSettings ofNewTable(BillingMode mode, CreateTableRequest request) {
    ProvisionedThroughput units = request.provisionedThroughput();
    if (mode == BillingMode.PROVISIONED && units == null) {
      throw invalid(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
    TABLE.requireNoUnitsOnDemand(mode, units);
    return TABLE.settings(mode, units, request.onDemandThroughput(), request.warmThroughput());
  }

  /** The settings of an index that is made with its table. */
  static ThroughputSettings ofNewTableIndex(BillingMode mode, GlobalSecondaryIndex index) {
    ProvisionedThroughput units = index.provisionedThroughput();
    if (mode == BillingMode.PROVISIONED && units == null) {
      throw invalid("ProvisionedThroughput is not specified for index: " + index.indexName());
    }
    if (mode == BillingMode.PAY_PER_REQUEST && units != null) {
      throw invalid(
          "ProvisionedThroughput should not be specified for index: "
              + index.indexName()
              + " when BillingMode is PAY_PER_REQUEST");
    }
    return index(index.indexName())
        .settings(mode, units, index.onDemandThroughput(), index.warmThroughput());
  }

  /** The settings of an index that is added to a table. */
  static ThroughputSettings ofAddedIndex(BillingMode mode, GlobalSecondaryIndex index) {
    ProvisionedThroughput units = index.provisionedThroughput();
    if (mode == BillingMode.PROVISIONED && units == null) {
      throw invalid(
          "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: "
              + index.indexName());
    }
    ThroughputRules rules = index(index.indexName());
    rules.requireNoUnitsOnDemand(mode, units);
    return rules.settings(mode, units, index.onDemandThroughput(), index.warmThroughput());
  }

  /**
   * Checks that a table and its indexes together stay within the limit of a table.
   *
   * @throws DynamoDbException a LimitExceededException if they do not
   */
  static void requireWithinLimit(List<Throughput> provisioned) {
    requireWithinLimit("read", provisioned.stream().mapToLong(Throughput::read).toArray());
    requireWithinLimit("write", provisioned.stream().mapToLong(Throughput::write).toArray());
  }

  private static void requireWithinLimit(String kind, long[] units) {
    long left = DescribeLimits.TABLE_MAXIMUM;
    for (long each : units) {
      if (each > left) {
        throw new DynamoDbException(
            ErrorCode.LIMIT_EXCEEDED,
            "Subscriber limit exceeded: Provisioned throughput per table is limited to "
                + DescribeLimits.TABLE_MAXIMUM
                + " "
                + kind
                + " capacity units");
      }
      left -= each;
    }
  }

  /** Refuses provisioned capacity on demand. */
  void requireNoUnitsOnDemand(BillingMode mode, ProvisionedThroughput units) {
    if (mode == BillingMode.PAY_PER_REQUEST && units != null) {
      throw invalid(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
              + forIndex
              + " when BillingMode is PAY_PER_REQUEST");
    }
  }

  /**
   * Refuses provisioned capacity units that are there already.
   *
   * @throws DynamoDbException a ValidationException that tells them
   */
  void requireChange(Throughput current, Throughput requested) {
    if (current.equals(requested)) {
      throw DynamoDbException.validation(
          "The provisioned throughput for the "
              + named
              + " will not change. The requested value equals the current value. Current"
              + " ReadCapacityUnits provisioned for the "
              + named
              + ": "
              + current.read()
              + ". Requested ReadCapacityUnits: "
              + requested.read()
              + ". Current WriteCapacityUnits provisioned for the "
              + named
              + ": "
              + current.write()
              + ". Requested WriteCapacityUnits: "
              + requested.write()
              + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
  }

  /** When provisioned capacity units were changed, after one more change. */
  static ThroughputChanges changed(
      ThroughputChanges changes, Throughput from, Throughput to, Instant now) {
    boolean raised = to.read() > from.read() || to.write() > from.write();
    boolean lowered = to.read() < from.read() || to.write() < from.write();
    return new ThroughputChanges(
        raised ? Optional.of(now) : changes.lastIncrease(),
        lowered ? Optional.of(now) : changes.lastDecrease(),
        lowered ? TableDescriber.decreasesToday(changes, now) + 1 : changes.decreasesThatDay());
  }

  /** Provisioned capacity units as they are recorded. */
  static Throughput units(ProvisionedThroughput requested) {
    return requested == null
        ? Throughput.ZERO
        : new Throughput(requested.readCapacityUnits(), requested.writeCapacityUnits());
  }

  private ThroughputSettings settings(
      BillingMode mode,
      ProvisionedThroughput units,
      OnDemandThroughput maxima,
      WarmThroughput warm) {
    Throughput provisioned = units(units);
    return new ThroughputSettings(
        provisioned,
        onDemandMaximum(mode, maxima, Optional.empty()),
        warm(mode, provisioned, warm, Optional.empty()));
  }

  /**
   * The on-demand maxima.
   *
   * @param requested the maxima asked for; null for none
   * @param current the maxima up to now, which stay where no other one is asked for
   * @return empty if there is none
   */
  Optional<Throughput> onDemandMaximum(
      BillingMode mode, OnDemandThroughput requested, Optional<Throughput> current) {
    if (requested == null
        || (requested.maxReadRequestUnits() == null && requested.maxWriteRequestUnits() == null)) {
      return current;
    }
    if (mode == BillingMode.PROVISIONED) {
      String member =
          requested.maxReadRequestUnits() != null ? "MaxReadRequestUnits" : "MaxWriteRequestUnits";
      throw invalid(
          member
              + " for OnDemandThroughput cannot be specified"
              + forIndex
              + " when table BillingMode is PROVISIONED.");
    }
    Throughput before = current.orElse(new Throughput(Throughput.UNLIMITED, Throughput.UNLIMITED));
    Throughput maxima =
        new Throughput(
            maximum("MaxReadRequestUnits", requested.maxReadRequestUnits(), before.read()),
            maximum("MaxWriteRequestUnits", requested.maxWriteRequestUnits(), before.write()));
    boolean none = maxima.read() == Throughput.UNLIMITED && maxima.write() == Throughput.UNLIMITED;
    return none ? Optional.empty() : Optional.of(maxima);
  }

  private long maximum(String member, Long units, long before) {
    if (units == null) {
      return before;
    }
    if (units < 1 && units != Throughput.UNLIMITED) {
      throw invalid(
          "Requested "
              + member
              + " for OnDemandThroughput for "
              + subject
              + " is outside of valid range");
    }
    return units;
  }

  /**
   * The warm throughput that is asked for.
   *
   * @param requested what is asked for; null for nothing
   * @param current what was asked for before; it is never lowered
   * @return empty if nothing was ever asked for
   */
  Optional<Throughput> warm(
      BillingMode mode,
      Throughput provisioned,
      WarmThroughput requested,
      Optional<Throughput> current) {
    if (requested == null
        || (requested.readUnitsPerSecond() == null && requested.writeUnitsPerSecond() == null)) {
      return current;
    }
    Throughput least = WarmThroughputs.least(mode, provisioned);
    Throughput before = WarmThroughputs.greater(current, least);
    return Optional.of(
        new Throughput(
            warm("ReadUnitsPerSecond", requested.readUnitsPerSecond(), least.read(), before.read()),
            warm(
                "WriteUnitsPerSecond",
                requested.writeUnitsPerSecond(),
                least.write(),
                before.write())));
  }

  private long warm(String member, Long units, long least, long before) {
    if (units == null) {
      return before;
    }
    String requested = "Requested " + member + " for WarmThroughput for " + subject;
    if (units < least) {
      throw invalid(requested + " is lower than the minimum value " + least);
    }
    if (units < before) {
      throw invalid(
          requested
              + " is lower than current WarmThroughput, decreasing WarmThroughput is not"
              + " supported");
    }
    return units;
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation(INVALID + what);
  }
}
