package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.TableClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Model shape {@code CreateTableInput}.
 *
 * @param attributeDefinitions the key attributes' types
 * @param tableName the table's name or ARN
 * @param keySchema the primary key
 * @param localSecondaryIndexes the local secondary indexes
 * @param globalSecondaryIndexes the global secondary indexes
 * @param billingMode how throughput is paid for; PROVISIONED when absent
 * @param provisionedThroughput capacity units, for PROVISIONED
 * @param streamSpecification the stream
 * @param sseSpecification the encryption
 * @param tags the tags
 * @param tableClass the storage class
 * @param resourcePolicy the resource-based policy as JSON
 * @param deletionProtectionEnabled whether DeleteTable is refused
 * @param warmThroughput the warm throughput
 * @param onDemandThroughput maxima, for PAY_PER_REQUEST
 */
public record CreateTableRequest(
    List<AttributeDefinition> attributeDefinitions,
    String tableName,
    List<KeySchemaElement> keySchema,
    List<LocalSecondaryIndex> localSecondaryIndexes,
    List<GlobalSecondaryIndex> globalSecondaryIndexes,
    BillingMode billingMode,
    ProvisionedThroughput provisionedThroughput,
    StreamSpecification streamSpecification,
    SSESpecification sseSpecification,
    List<Tag> tags,
    TableClass tableClass,
    String resourcePolicy,
    Boolean deletionProtectionEnabled,
    WarmThroughput warmThroughput,
    OnDemandThroughput onDemandThroughput)
    implements OperationRequest<CreateTableResponse> {
  @Override
  public Operation operation() {
    return Operation.CREATE_TABLE;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }

  /** Making a table, and giving it tags and a resource-based policy if there are any. */
  @Override
  public List<ResourceAccess> accesses() {
    if (tableName == null) {
      return List.of();
    }
    TagFacts facts = new TagFacts(tags);
    List<ResourceAccess> accesses = new ArrayList<>();
    accesses.add(new ResourceAccess(operation().iamAction(), tableName, facts));
    if (tags != null && !tags.isEmpty()) {
      accesses.add(new ResourceAccess(Operation.TAG_RESOURCE.iamAction(), tableName, facts));
    }
    if (resourcePolicy != null) {
      accesses.add(new ResourceAccess(Operation.PUT_RESOURCE_POLICY.iamAction(), tableName));
    }
    return accesses;
  }
}
