package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ResourcePolicies;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.stream.NewStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;

/** Makes a table with its indexes (API operation {@code CreateTable}). */
public final class CreateTable
    implements OperationHandler<CreateTableRequest, CreateTableResponse> {
  private final TableLifecycle lifecycle;
  private final PolicyChanges policies;
  private final IdGenerator ids;

  /** Creates the operation. */
  public CreateTable(TableLifecycle lifecycle, PolicyChanges policies, IdGenerator ids) {
    this.lifecycle = lifecycle;
    this.policies = policies;
    this.ids = ids;
  }

  @Override
  public CompletionStage<CreateTableResponse> execute(CreateTableRequest request, CallScope scope) {
    TableDefinition table = definition(request, scope);
    Optional<NewStream> stream =
        StreamRules.ofNewTable(request.streamSpecification())
            .map(viewType -> NewStream.of(viewType, ids));
    return scope.keyspace().write(transaction -> create(transaction, table, stream, scope));
  }

  private TableDefinition definition(CreateTableRequest request, CallScope scope) {
    BillingMode mode =
        request.billingMode() == null ? BillingMode.PROVISIONED : request.billingMode();
    ThroughputSettings throughput = ThroughputRules.ofNewTable(mode, request);
    KeySchemaRules keys = keys(request);
    KeySchema key = keys.tableKey(request.keySchema(), isIndexed(request));
    Instant now = lifecycle.now();
    TableId id = new TableId(ids.newId());
    List<SecondaryIndex> indexes = new IndexRules(keys, mode, ids, now).ofNewTable(request, key);
    requireAllUsed(keys, key, indexes);
    requireWithinLimit(throughput, indexes);
    SequencedMap<String, String> tags = TagRules.ofNewTable(request.tags());
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return new TableDefinitionBuilder()
        .id(id)
        .name(name)
        .attributeDefinitions(keys.definitions())
        .key(key)
        .indexes(indexes)
        .billingMode(mode)
        .provisioned(throughput.provisioned())
        .onDemandSince(mode == BillingMode.PAY_PER_REQUEST ? Optional.of(now) : Optional.empty())
        .onDemandMaximum(throughput.onDemandMaximum())
        .warmThroughput(throughput.warm())
        .tableClass(Optional.ofNullable(request.tableClass()))
        .deletionProtected(Boolean.TRUE.equals(request.deletionProtectionEnabled()))
        .encryption(EncryptionRules.requested(request.sseSpecification(), scope.account()))
        .tags(tags)
        .resourcePolicies(resourcePolicies(request, name, scope))
        .createdAt(now)
        .build();
  }

  private ResourcePolicies resourcePolicies(
      CreateTableRequest request, TableName name, CallScope scope) {
    if (request.resourcePolicy() == null) {
      return ResourcePolicies.NONE;
    }
    TableArn arn =
        new TableArn(scope.account().region(), scope.account().accountId(), name.value());
    policies.check(scope.caller(), arn.toString(), request.resourcePolicy(), true);
    return ResourcePolicies.NONE.with(
        Optional.empty(), Optional.of(policies.first(request.resourcePolicy())));
  }

  private static KeySchemaRules keys(CreateTableRequest request) {
    KeySchemaRules.requirePresent("keySchema", request.keySchema());
    KeySchemaRules.requirePresent("attributeDefinitions", request.attributeDefinitions());
    return KeySchemaRules.of(request.attributeDefinitions());
  }

  private static boolean isIndexed(CreateTableRequest request) {
    return request.globalSecondaryIndexes() != null || request.localSecondaryIndexes() != null;
  }

  private static void requireAllUsed(
      KeySchemaRules keys, KeySchema key, List<SecondaryIndex> indexes) {
    List<KeySchema> all = new ArrayList<>(List.of(key));
    indexes.forEach(index -> all.add(index.key()));
    keys.requireAllUsed(all);
  }

  private static void requireWithinLimit(ThroughputSettings table, List<SecondaryIndex> indexes) {
    List<Throughput> all = new ArrayList<>(List.of(table.provisioned()));
    indexes.forEach(index -> all.add(index.provisioned()));
    ThroughputRules.requireWithinLimit(all);
  }

  private CreateTableResponse create(
      WriteTransaction transaction,
      TableDefinition asked,
      Optional<NewStream> stream,
      CallScope scope) {
    Optional<TableDefinition> present = transaction.table(asked.name());
    if (present.isPresent()) {
      if (lifecycle.status(present.get()).isPresent()) {
        throw new DynamoDbException(
            ErrorCode.RESOURCE_IN_USE, "Table already exists: " + asked.name());
      }
      transaction.dropTable(present.get().id());
    }
    TableDefinition table =
        stream
            .map(each -> lifecycle.enableStream(transaction, asked, each, TableStatus.CREATING))
            .orElse(asked);
    transaction.createTable(table);
    return new CreateTableResponse(
        new TableDescriber(scope.account(), lifecycle)
            .describe(
                table, TableStates.of(table, TableStatus.CREATING), _ -> TableStatistics.EMPTY));
  }
}
