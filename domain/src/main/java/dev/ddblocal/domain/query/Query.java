package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Reads the items of one partition in the order of their sort keys (API operation {@code Query}).
 */
public final class Query implements OperationHandler<QueryRequest, QueryResponse> {
  private static final RequestWording WORDING = RequestWording.BARE_CURRENT;

  private final TableLookup lookup;
  private final Expressions expressions;

  /** Creates the operation. */
  public Query(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = expressions;
  }

  @Override
  public CompletionStage<QueryResponse> execute(QueryRequest request, CallScope scope) {
    RequestExpressions parsed =
        expressions.of(
            WORDING,
            new ExpressionAttributes(
                request.expressionAttributeNames(), request.expressionAttributeValues()),
            Stream.of(
                    request.keyConditionExpression(),
                    request.filterExpression(),
                    request.projectionExpression())
                .anyMatch(text -> text != null));
    KeyCondition keys =
        parsed
            .keyCondition(request.keyConditionExpression())
            .orElseThrow(() ->
                WORDING.refusal(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified"
                        + " in the request."));
    Optional<Condition> filter = parsed.filter(request.filterExpression());
    Selection selection =
        Selection.of(
            RequestWording.ENVELOPED,
            request.select(),
            parsed.projection(request.projectionExpression()),
            "ProjectionExpression",
            request.indexName());
    parsed.requireAllUsed();
    Optional<Map<String, AttributeValue>> startKey =
        Optional.ofNullable(request.exclusiveStartKey()).map(WORDING::sound);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope
        .keyspace()
        .read(transaction ->
            new Reading(transaction, request, keys, filter, selection, startKey).of(name));
  }

  /** One Query with what was found sound in its request. */
  private final class Reading {
    private final ReadTransaction transaction;
    private final QueryRequest request;
    private final KeyCondition keys;
    private final Optional<Condition> filter;
    private final Selection selection;
    private final Optional<Map<String, AttributeValue>> startKey;

    private Reading(
        ReadTransaction transaction,
        QueryRequest request,
        KeyCondition keys,
        Optional<Condition> filter,
        Selection selection,
        Optional<Map<String, AttributeValue>> startKey) {
      this.transaction = transaction;
      this.request = request;
      this.keys = keys;
      this.filter = filter;
      this.selection = selection;
      this.startKey = startKey;
    }

    private QueryResponse of(TableName name) {
      AccessPath path =
          AccessPath.find(lookup, transaction, name, request.indexName(), request.consistentRead());
      KeyConditionRange conditioned = KeyConditionRange.of(path, keys);
      requireNoKeys(path);
      selection.requireReadable(path, filter);
      Direction direction =
          Boolean.FALSE.equals(request.scanIndexForward()) ? Direction.BACKWARD : Direction.FORWARD;
      Page page =
          new Page(
              transaction,
              path,
              selection,
              filter,
              request.limit(),
              Boolean.TRUE.equals(request.consistentRead()));
      transaction.range(path.store(), rest(path, conditioned, direction), direction, page);
      return new QueryResponse(
          page.items(),
          page.count(),
          page.scanned(),
          path.hasManyItemsPerPartition() ? page.lastKey() : null,
          page.capacity(request.returnConsumedCapacity(), request.tableName()));
    }

    private void requireNoKeys(AccessPath path) {
      filter
          .flatMap(
              condition -> condition.attributes().stream().filter(path.key()::contains).findFirst())
          .ifPresent(name -> {
            throw DynamoDbException.validation(
                "Filter Expression can only contain non-primary key attributes: Primary key"
                    + " attribute: "
                    + name);
          });
    }

    private KeyRange rest(AccessPath path, KeyConditionRange conditioned, Direction direction) {
      KeyRange all = conditioned.keys();
      if (startKey.isEmpty()) {
        return all;
      }
      ItemKey start = PageStart.ofQuery(path, startKey.get(), conditioned.partition(), all);
      return switch (direction) {
        case FORWARD -> all.after(start);
        case BACKWARD -> all.before(start);
      };
    }
  }
}
