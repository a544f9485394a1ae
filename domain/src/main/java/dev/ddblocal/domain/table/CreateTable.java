package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.UnsupportedParameters;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.schema.Throughput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes a table (API operation {@code CreateTable}). */
public final class CreateTable
    implements OperationHandler<CreateTableRequest, CreateTableResponse> {
  private final TableLifecycle lifecycle;
  private final IdGenerator ids;

  /** Creates the operation. */
  public CreateTable(TableLifecycle lifecycle, IdGenerator ids) {
    this.lifecycle = lifecycle;
    this.ids = ids;
  }

  @Override
  public CompletionStage<CreateTableResponse> execute(CreateTableRequest request, CallScope scope) {
    TableDefinition table = definition(request, scope.account());
    return scope.keyspace().write(transaction -> create(transaction, table, scope));
  }

  private TableDefinition definition(CreateTableRequest request, AccountScope scope) {
    BillingMode mode =
        request.billingMode() == null ? BillingMode.PROVISIONED : request.billingMode();
    Throughput provisioned = ThroughputRules.provisioned(mode, request.provisionedThroughput());
    KeySchema key = KeySchemaRules.tableKey(request.keySchema(), request.attributeDefinitions());
    requireNoStream(request.streamSpecification());
    Instant now = lifecycle.now().truncatedTo(ChronoUnit.MILLIS);
    return new TableDefinitionBuilder()
        .id(new TableId(ids.newId()))
        .name(TableReference.resolve(request.tableName(), scope))
        .attributeDefinitions(
            request.attributeDefinitions().stream()
                .map(each -> new KeyAttribute(each.attributeName(), each.attributeType()))
                .toList())
        .key(key)
        .billingMode(mode)
        .provisioned(provisioned)
        .onDemandSince(mode == BillingMode.PAY_PER_REQUEST ? Optional.of(now) : Optional.empty())
        .onDemandMaximum(ThroughputRules.onDemandMaximum(mode, request.onDemandThroughput()))
        .warmThroughput(ThroughputRules.warm(mode, provisioned, request.warmThroughput()))
        .tableClass(Optional.ofNullable(request.tableClass()))
        .deletionProtected(Boolean.TRUE.equals(request.deletionProtectionEnabled()))
        .encryption(EncryptionRules.requested(request.sseSpecification(), scope))
        .createdAt(now)
        .build();
  }

  private static void requireNoStream(StreamSpecification stream) {
    if (stream == null) {
      return;
    }
    if (Boolean.TRUE.equals(stream.streamEnabled())) {
      throw UnsupportedParameters.refusal(List.of("StreamSpecification"));
    }
    if (stream.streamViewType() != null) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Table is being created with a stream"
              + " disabled, UpdateViewType should not be specified");
    }
  }

  private CreateTableResponse create(
      WriteTransaction transaction, TableDefinition table, CallScope scope) {
    Optional<TableDefinition> present = transaction.table(table.name());
    if (present.isPresent()) {
      if (lifecycle.status(present.get()).isPresent()) {
        throw new DynamoDbException(
            ErrorCode.RESOURCE_IN_USE, "Table already exists: " + table.name());
      }
      transaction.dropTable(present.get().id());
    }
    transaction.createTable(table);
    return new CreateTableResponse(
        TableDescriber.describe(
            scope.account(), table, TableStatus.CREATING, TableStatistics.EMPTY));
  }
}
