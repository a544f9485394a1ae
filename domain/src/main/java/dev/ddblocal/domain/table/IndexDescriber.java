package dev.ddblocal.domain.table;

import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.ProjectionType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.Throughput;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Words what is recorded of a table's indexes as the API's descriptions.
 *
 * @param table the table
 * @param tableArn its ARN
 * @param states the states of the table and its indexes
 * @param statistics tells the content of the table and its indexes
 * @param now the time
 */
record IndexDescriber(
    TableDefinition table,
    String tableArn,
    TableStates states,
    Function<StoreId, TableStatistics> statistics,
    Instant now) {
  /** The local secondary indexes; null if there are none. */
  List<LocalSecondaryIndexDescription> local() {
    return described(IndexKind.LOCAL, this::local);
  }

  /** The global secondary indexes; null if there are none. */
  List<GlobalSecondaryIndexDescription> global() {
    return described(IndexKind.GLOBAL, this::global);
  }

  private <T> List<T> described(IndexKind kind, Function<SecondaryIndex, T> description) {
    List<T> descriptions =
        table.indexes().stream().filter(index -> index.kind() == kind).map(description).toList();
    return descriptions.isEmpty() ? null : descriptions;
  }

  private LocalSecondaryIndexDescription local(SecondaryIndex index) {
    TableStatistics content = statistics.apply(index.id());
    return new LocalSecondaryIndexDescription(
        index.name(),
        index.key().elements(),
        projection(index.projection()),
        content.sizeBytes(),
        content.itemCount(),
        arn(index));
  }

  /** An index that is being deleted answers neither key nor projection, as a deleted table does. */
  private GlobalSecondaryIndexDescription global(SecondaryIndex index) {
    IndexStatus status = states.index(index);
    boolean deleting = status == IndexStatus.DELETING;
    TableStatistics content = statistics.apply(index.id());
    return new GlobalSecondaryIndexDescription(
        index.name(),
        deleting ? null : index.key().elements(),
        deleting ? null : projection(index.projection()),
        status,
        states.backfilling(index),
        TableDescriber.provisioned(index.provisioned(), index.throughputChanges(), now),
        content.sizeBytes(),
        content.itemCount(),
        arn(index),
        TableDescriber.onDemand(index.onDemandMaximum()),
        warm(index, status));
  }

  private String arn(SecondaryIndex index) {
    return tableArn + "/index/" + index.name();
  }

  private static Projection projection(IndexProjection projection) {
    return new Projection(
        projection.type(),
        projection.type() == ProjectionType.INCLUDE ? projection.nonKeyAttributes() : null);
  }

  private GlobalSecondaryIndexWarmThroughputDescription warm(
      SecondaryIndex index, IndexStatus status) {
    Throughput warm =
        WarmThroughputs.greater(
            index.warmThroughput(),
            WarmThroughputs.least(table.billingMode(), index.provisioned()));
    return new GlobalSecondaryIndexWarmThroughputDescription(
        warm.read(),
        warm.write(),
        status == IndexStatus.ACTIVE ? IndexStatus.ACTIVE : IndexStatus.UPDATING);
  }
}
