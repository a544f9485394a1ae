package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.legacy.ConditionParameter;
import dev.ddblocal.domain.expression.legacy.ConditionalOperator;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Model shape {@code ScanInput}.
 *
 * @param tableName the table's name or ARN
 * @param indexName the index to read; null for the table itself
 * @param limit the most items to evaluate for a page; null for as many as 1 MB holds
 * @param select which attributes to answer
 * @param exclusiveStartKey the key behind which to go on
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param totalSegments into how many segments a parallel scan divides the table
 * @param segment the segment to read, from 0
 * @param projectionExpression the attributes to answer
 * @param filterExpression what an item must meet to be answered
 * @param expressionAttributeNames names that stand for attribute names in expressions
 * @param expressionAttributeValues values for expressions
 * @param consistentRead whether the read costs as a strongly consistent one; every read is one
 * @param attributesToGet the attributes to answer, as legacy parameter
 * @param scanFilter what an item must meet to be answered, as legacy parameter
 * @param conditionalOperator how several legacy conditions are joined; null for AND
 */
public record ScanRequest(
    String tableName,
    String indexName,
    Integer limit,
    Select select,
    AttributeMap exclusiveStartKey,
    ReturnConsumedCapacity returnConsumedCapacity,
    Integer totalSegments,
    Integer segment,
    String projectionExpression,
    String filterExpression,
    Map<String, String> expressionAttributeNames,
    AttributeMap expressionAttributeValues,
    Boolean consistentRead,
    List<String> attributesToGet,
    Map<String, ConditionParameter> scanFilter,
    ConditionalOperator conditionalOperator)
    implements OperationRequest<ScanResponse> {
  @Override
  public Operation operation() {
    return Operation.SCAN;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }

  @Override
  public List<ResourceAccess> accesses() {
    return tableName == null
        ? List.of()
        : List.of(
            new ResourceAccess(
                operation().iamAction(),
                tableName,
                Optional.ofNullable(indexName),
                new ScanFacts(this)));
  }
}
