package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.KeyCondition;
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
    QueryParameters parameters = QueryParameters.of(expressions, request);
    Optional<Map<String, AttributeValue>> startKey =
        Optional.ofNullable(request.exclusiveStartKey()).map(WORDING::sound);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope
        .keyspace()
        .read(transaction -> new Reading(transaction, request, parameters, startKey).of(name));
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
        QueryParameters parameters,
        Optional<Map<String, AttributeValue>> startKey) {
      this.transaction = transaction;
      this.request = request;
      this.keys = parameters.keys();
      this.filter = parameters.filter();
      this.selection = parameters.selection();
      this.startKey = startKey;
    }

    private QueryResponse of(TableName name) {
      AccessPath path =
          AccessPath.find(lookup, transaction, name, request.indexName(), request.consistentRead());
      KeyConditionRange conditioned = KeyConditionRange.of(path, keys);
      requireNoKeys(path);
      boolean consistent = Boolean.TRUE.equals(request.consistentRead());
      PageRead read = new PageRead(path, selection, filter, consistent);
      Direction direction =
          Boolean.FALSE.equals(request.scanIndexForward()) ? Direction.BACKWARD : Direction.FORWARD;
      CapacityMeter meter = new CapacityMeter();
      Page page =
          read.page(
              transaction,
              conditioned.rest(path, startKey, direction),
              direction,
              PageLimit.of(request.limit()),
              meter);
      return new QueryResponse(
          page.items(),
          page.count(),
          page.scanned(),
          path.hasManyItemsPerPartition() ? page.lastKey() : null,
          meter.report(request.returnConsumedCapacity(), request.tableName()));
    }

    private void requireNoKeys(AccessPath path) {
      filter
          .flatMap(
              condition -> condition.attributes().stream().filter(path.key()::contains).findFirst())
          .ifPresent(name -> {
            throw DynamoDbException.validation(
                (request.queryFilter() == null ? "Filter Expression" : "QueryFilter")
                    + " can only contain non-primary key attributes: Primary key attribute: "
                    + name);
          });
    }
  }
}
