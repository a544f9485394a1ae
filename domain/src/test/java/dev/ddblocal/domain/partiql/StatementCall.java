package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.SentValue;
import java.util.ArrayList;
import java.util.List;

/** Builds requests with statements step by step. */
final class StatementCall {
  private final String statement;
  private final List<SentValue> parameters;
  private Boolean consistent;
  private String nextToken;
  private Integer limit;
  private ReturnConsumedCapacity capacity = ReturnConsumedCapacity.INDEXES;
  private ReturnValuesOnConditionCheckFailure onFailure;

  private StatementCall(String statement, List<SentValue> parameters) {
    this.statement = statement;
    this.parameters = parameters;
  }

  /** A statement with parameters: strings and ints. */
  static StatementCall of(String statement, Object... parameters) {
    List<SentValue> values = new ArrayList<>();
    for (Object parameter : parameters) {
      AttributeValue value = LocalDynamoDb.attributes("p", parameter).get("p");
      values.add(SentValue.of(value));
    }
    return new StatementCall(statement, values.isEmpty() ? null : values);
  }

  StatementCall consistent() {
    consistent = true;
    return this;
  }

  StatementCall nextToken(String token) {
    nextToken = token;
    return this;
  }

  StatementCall limit(int items) {
    limit = items;
    return this;
  }

  StatementCall capacity(ReturnConsumedCapacity wanted) {
    capacity = wanted;
    return this;
  }

  StatementCall answeringItem() {
    onFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
    return this;
  }

  ExecuteStatementRequest request() {
    return new ExecuteStatementRequest(
        statement, parameters, consistent, nextToken, capacity, limit, onFailure);
  }

  BatchStatementRequest ofBatch() {
    return new BatchStatementRequest(statement, parameters, consistent, onFailure);
  }

  ParameterizedStatement ofTransaction() {
    return new ParameterizedStatement(statement, parameters, onFailure);
  }

  ExecuteStatementResponse on(LocalDynamoDb db) {
    return db.call(request());
  }

  /** All items, page by page. */
  List<Item> pages(LocalDynamoDb db) {
    List<Item> items = new ArrayList<>();
    do {
      ExecuteStatementResponse page = on(db);
      items.addAll(page.items());
      nextToken = page.nextToken();
    } while (nextToken != null);
    return items;
  }
}
