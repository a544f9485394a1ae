package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.TableClass;
import java.util.List;

/**
 * Model shape {@code UpdateTableInput}; what is null stays as it is.
 *
 * @param attributeDefinitions the types of the key attributes of an index that is made
 * @param tableName the table's name or ARN
 * @param billingMode how throughput is paid for
 * @param provisionedThroughput capacity units
 * @param globalSecondaryIndexUpdates changes to the global secondary indexes
 * @param streamSpecification the stream
 * @param sseSpecification the encryption
 * @param tableClass the storage class
 * @param deletionProtectionEnabled whether DeleteTable is refused
 * @param onDemandThroughput on-demand maxima
 * @param warmThroughput the warm throughput
 */
public record UpdateTableRequest(
    List<AttributeDefinition> attributeDefinitions,
    String tableName,
    BillingMode billingMode,
    ProvisionedThroughput provisionedThroughput,
    List<GlobalSecondaryIndexUpdate> globalSecondaryIndexUpdates,
    StreamSpecification streamSpecification,
    SSESpecification sseSpecification,
    TableClass tableClass,
    Boolean deletionProtectionEnabled,
    OnDemandThroughput onDemandThroughput,
    WarmThroughput warmThroughput)
    implements OperationRequest<UpdateTableResponse> {
  @Override
  public Operation operation() {
    return Operation.UPDATE_TABLE;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
