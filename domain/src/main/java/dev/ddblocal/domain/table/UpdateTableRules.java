package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.BillingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of an UpdateTable request that need no table. */
final class UpdateTableRules {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private UpdateTableRules() {}

  /**
   * Checks a request.
   *
   * @throws DynamoDbException a ValidationException for the first rule that is broken, a
   *     LimitExceededException for more than one index that is made or deleted
   */
  static void require(UpdateTableRequest request) {
    requireSomething(request);
    if (request.billingMode() == BillingMode.PROVISIONED
        && request.provisionedThroughput() == null) {
      throw invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    }
    if (request.billingMode() != null) {
      ThroughputRules.TABLE.requireNoUnitsOnDemand(
          request.billingMode(), request.provisionedThroughput());
    }
    if (request.globalSecondaryIndexUpdates() != null) {
      requireOneOfEach(request.globalSecondaryIndexUpdates());
    }
    StreamRules.requireChange(request);
  }

  private static void requireSomething(UpdateTableRequest request) {
    List<?> updates = request.globalSecondaryIndexUpdates();
    if (asksForIndexesOnly(request) && (updates == null || updates.isEmpty())) {
      throw DynamoDbException.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
    if (updates != null && updates.isEmpty()) {
      throw invalid("List of GlobalSecondaryIndexUpdates is empty");
    }
  }

  /** Whether the request asks for nothing but changes to indexes. */
  static boolean asksForIndexesOnly(UpdateTableRequest request) {
    return Stream.of(
            request.billingMode(),
            request.provisionedThroughput(),
            request.streamSpecification(),
            request.sseSpecification(),
            request.tableClass(),
            request.deletionProtectionEnabled(),
            request.onDemandThroughput(),
            request.warmThroughput())
        .allMatch(Objects::isNull);
  }

  private static void requireOneOfEach(List<GlobalSecondaryIndexUpdate> updates) {
    Set<String> names = new HashSet<>();
    long madeOrDeleted = 0;
    for (GlobalSecondaryIndexUpdate each : updates) {
      String name = nameOf(each);
      if (!names.add(name)) {
        throw invalid(
            "Only one global secondary index update per index is allowed simultaneously. Index: "
                + name);
      }
      madeOrDeleted += each.update() == null ? 1 : 0;
    }
    if (madeOrDeleted > 1) {
      throw onlyOneAtATime();
    }
  }

  /** The refusal of an index that is made or deleted while another one is. */
  static DynamoDbException onlyOneAtATime() {
    return new DynamoDbException(
        ErrorCode.LIMIT_EXCEEDED,
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
            + " per table");
  }

  private static String nameOf(GlobalSecondaryIndexUpdate update) {
    List<String> names =
        Stream.of(
                update.update() == null ? null : update.update().indexName(),
                update.create() == null ? null : update.create().indexName(),
                update.delete() == null ? null : update.delete().indexName())
            .filter(Objects::nonNull)
            .toList();
    if (names.isEmpty()) {
      throw invalid(
          "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
              + " GlobalSecondaryIndexUpdate.Delete must not be null");
    }
    if (names.size() > 1) {
      throw invalid(
          "Only one of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
              + " GlobalSecondaryIndexUpdate.Delete can be specified");
    }
    return names.getFirst();
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation(INVALID + what);
  }
}
