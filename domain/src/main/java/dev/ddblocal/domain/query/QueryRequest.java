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
 * Model shape {@code QueryInput}.
 *
 * @param tableName the table's name or ARN
 * @param indexName the index to read; null for the table itself
 * @param select which attributes to answer
 * @param limit the most items to evaluate for a page; null for as many as 1 MB holds
 * @param consistentRead whether the read costs as a strongly consistent one; every read is one
 * @param scanIndexForward ascending order of sort keys, unless false
 * @param exclusiveStartKey the key behind which to go on
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param projectionExpression the attributes to answer
 * @param filterExpression what an item must meet to be answered
 * @param keyConditionExpression which items to read
 * @param expressionAttributeNames names that stand for attribute names in expressions
 * @param expressionAttributeValues values for expressions
 * @param attributesToGet the attributes to answer, as legacy parameter
 * @param queryFilter what an item must meet to be answered, as legacy parameter
 * @param conditionalOperator how several legacy conditions are joined; null for AND
 * @param keyConditions which items to read, as legacy parameter
 */
public record QueryRequest(
    String tableName,
    String indexName,
    Select select,
    Integer limit,
    Boolean consistentRead,
    Boolean scanIndexForward,
    AttributeMap exclusiveStartKey,
    ReturnConsumedCapacity returnConsumedCapacity,
    String projectionExpression,
    String filterExpression,
    String keyConditionExpression,
    Map<String, String> expressionAttributeNames,
    AttributeMap expressionAttributeValues,
    List<String> attributesToGet,
    Map<String, ConditionParameter> queryFilter,
    ConditionalOperator conditionalOperator,
    Map<String, ConditionParameter> keyConditions)
    implements OperationRequest<QueryResponse> {
  @Override
  public Operation operation() {
    return Operation.QUERY;
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
                new QueryFacts(this)));
  }
}
