package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ProjectionType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that the secondary indexes of a table have to keep, and how they are made. */
final class IndexRules {
  /** The most local secondary indexes of a table. */
  static final int MAX_LOCAL = 5;

  /** The most global secondary indexes of a table. */
  static final int MAX_GLOBAL = 20;

  /** The most attributes that all INCLUDE projections of a table may list together. */
  static final int MAX_PROJECTED_ATTRIBUTES = 100;

  private static final String INVALID = "One or more parameter values were invalid: ";

  private final KeySchemaRules keys;
  private final BillingMode mode;
  private final IdGenerator ids;
  private final Instant now;

  /**
   * The rules for a request.
   *
   * @param keys the rules for keys, with the request's attribute definitions
   * @param mode how the table's throughput is paid for
   * @param ids makes the ids of new indexes
   * @param now when new indexes are made
   */
  IndexRules(KeySchemaRules keys, BillingMode mode, IdGenerator ids, Instant now) {
    this.keys = keys;
    this.mode = mode;
    this.ids = ids;
    this.now = now;
  }

  /**
   * The indexes of a new table, global ones first.
   *
   * @throws DynamoDbException a ValidationException for the first rule that is broken
   */
  List<SecondaryIndex> ofNewTable(CreateTableRequest request, KeySchema tableKey) {
    List<GlobalSecondaryIndex> global = orNone("Global", request.globalSecondaryIndexes());
    List<LocalSecondaryIndex> local = orNone("Local", request.localSecondaryIndexes());
    List<SecondaryIndex> indexes = new ArrayList<>();
    for (GlobalSecondaryIndex each : global) {
      indexes.add(global(each, true, ThroughputRules.ofNewTableIndex(mode, each)));
    }
    for (LocalSecondaryIndex each : local) {
      indexes.add(local(each, tableKey));
    }
    requireWithinLimits(indexes);
    return indexes;
  }

  /**
   * A global secondary index.
   *
   * @param backfilled whether it has all its entries from the start
   * @param throughput its throughput settings
   */
  SecondaryIndex global(
      GlobalSecondaryIndex requested, boolean backfilled, ThroughputSettings throughput) {
    KeySchema key = keys.globalKey(requested.keySchema());
    return new SecondaryIndex(
        new IndexId(ids.newId()),
        requested.indexName(),
        IndexKind.GLOBAL,
        key,
        projection(requested.projection()),
        throughput.provisioned(),
        ThroughputChanges.NONE,
        throughput.onDemandMaximum(),
        throughput.warm(),
        now,
        Optional.empty(),
        backfilled,
        Optional.empty());
  }

  private SecondaryIndex local(LocalSecondaryIndex requested, KeySchema tableKey) {
    String name = requested.indexName();
    KeySchema key = keys.localKey(requested.keySchema());
    if (tableKey.sort().isEmpty()) {
      throw invalid(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    if (key.sort().isEmpty()) {
      throw invalid("Index KeySchema does not have a range key for index: " + name);
    }
    if (!key.partition().equals(tableKey.partition())) {
      throw invalid(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
              + name
              + ". index hash key: "
              + key.partition().getFirst().name()
              + ", table hash key: "
              + tableKey.partition().getFirst().name());
    }
    return new SecondaryIndex(
        new IndexId(ids.newId()),
        name,
        IndexKind.LOCAL,
        key,
        projection(requested.projection()),
        Throughput.ZERO,
        ThroughputChanges.NONE,
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        true,
        Optional.empty());
  }

  private static IndexProjection projection(Projection requested) {
    ProjectionType type = requested.projectionType();
    List<String> attributes = requested.nonKeyAttributes();
    if (type == null) {
      throw invalid("Unknown ProjectionType: null");
    }
    if (type == ProjectionType.INCLUDE && attributes == null) {
      throw invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
    if (type != ProjectionType.INCLUDE && attributes != null) {
      throw invalid("ProjectionType is " + type + ", but NonKeyAttributes is specified");
    }
    if (attributes == null) {
      return new IndexProjection(type, List.of());
    }
    Set<String> seen = new HashSet<>();
    for (String attribute : attributes) {
      if (!seen.add(attribute)) {
        throw invalid("Duplicate attribute name in NonKeyAttributes: " + attribute);
      }
    }
    return new IndexProjection(type, attributes);
  }

  /**
   * Checks what holds for all indexes of a table together.
   *
   * @throws DynamoDbException a ValidationException for equal names or too many indexes or
   *     projected attributes
   */
  static void requireWithinLimits(List<SecondaryIndex> indexes) {
    Set<String> names = new HashSet<>();
    for (SecondaryIndex index : indexes) {
      if (!names.add(index.name())) {
        throw invalid("Duplicate index name: " + index.name());
      }
    }
    if (count(indexes, IndexKind.GLOBAL) > MAX_GLOBAL) {
      throw invalid("GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL);
    }
    if (count(indexes, IndexKind.LOCAL) > MAX_LOCAL) {
      throw invalid("Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL);
    }
    int projected =
        indexes.stream().mapToInt(each -> each.projection().nonKeyAttributes().size()).sum();
    if (projected > MAX_PROJECTED_ATTRIBUTES) {
      throw invalid(
          "Number of NonKeyAttributes over all indexes exceeds per-table limit of "
              + MAX_PROJECTED_ATTRIBUTES);
    }
  }

  /**
   * The table with these indexes, and with those of its attribute definitions that its key or one
   * of the indexes uses.
   */
  static TableDefinition withIndexes(TableDefinition table, List<SecondaryIndex> indexes) {
    List<KeyAttribute> used =
        table.attributeDefinitions().stream()
            .filter(attribute ->
                table.key().contains(attribute.name())
                    || indexes.stream().anyMatch(each -> each.key().contains(attribute.name())))
            .toList();
    return table.change().indexes(indexes).attributeDefinitions(used).build();
  }

  private static long count(List<SecondaryIndex> indexes, IndexKind kind) {
    return indexes.stream().filter(index -> index.kind() == kind).count();
  }

  private static <T> List<T> orNone(String kind, List<T> indexes) {
    if (indexes == null) {
      return List.of();
    }
    if (indexes.isEmpty()) {
      throw invalid("List of " + kind + "SecondaryIndexes is empty");
    }
    return indexes;
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation(INVALID + what);
  }
}
