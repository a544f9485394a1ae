package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.TableStatus;
import java.time.Instant;
import java.util.List;

/**
 * Model shape {@code TableDescription}; a member that is null is left out of the answer.
 *
 * @param attributeDefinitions the key attributes' types
 * @param tableName the name
 * @param keySchema the primary key
 * @param tableStatus the state
 * @param creationDateTime when the table was made
 * @param provisionedThroughput capacity units
 * @param tableSizeBytes the size of all items, in bytes
 * @param itemCount the number of items
 * @param tableArn the ARN
 * @param tableId the unique id
 * @param billingModeSummary how throughput is paid for, where it is or was on demand
 * @param localSecondaryIndexes the local secondary indexes, where there are some
 * @param globalSecondaryIndexes the global secondary indexes, where there are some
 * @param streamSpecification the stream, while one is enabled
 * @param latestStreamLabel the label of the stream that was enabled last, if any ever was
 * @param latestStreamArn its ARN
 * @param sseDescription the encryption under a KMS key, where there is one
 * @param tableClassSummary the storage class, where one was asked for
 * @param deletionProtectionEnabled whether DeleteTable is refused
 * @param onDemandThroughput on-demand maxima, where there are some
 * @param warmThroughput the warm throughput
 */
public record TableDescription(
    List<AttributeDefinition> attributeDefinitions,
    String tableName,
    List<KeySchemaElement> keySchema,
    TableStatus tableStatus,
    Instant creationDateTime,
    ProvisionedThroughputDescription provisionedThroughput,
    Long tableSizeBytes,
    Long itemCount,
    String tableArn,
    String tableId,
    BillingModeSummary billingModeSummary,
    List<LocalSecondaryIndexDescription> localSecondaryIndexes,
    List<GlobalSecondaryIndexDescription> globalSecondaryIndexes,
    StreamSpecification streamSpecification,
    String latestStreamLabel,
    String latestStreamArn,
    SSEDescription sseDescription,
    TableClassSummary tableClassSummary,
    Boolean deletionProtectionEnabled,
    OnDemandThroughput onDemandThroughput,
    TableWarmThroughputDescription warmThroughput) {}
