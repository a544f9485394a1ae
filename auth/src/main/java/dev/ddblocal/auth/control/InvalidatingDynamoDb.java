package dev.ddblocal.auth.control;

import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.identity.DynamoDbIdentityStore;
import dev.ddblocal.auth.identity.WatchedDynamoDb;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.item.BatchWriteItemRequest;
import dev.ddblocal.domain.item.DeleteItemRequest;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.item.UpdateItemRequest;
import dev.ddblocal.domain.item.WriteRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.transaction.TransactWriteItem;
import dev.ddblocal.domain.transaction.TransactWriteItemsRequest;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The API, telling data planes of what the IAM account writes to its identity table: through IAM's
 * operations or by a plain PutItem alike.
 */
public final class InvalidatingDynamoDb implements DynamoDb {
  private final DynamoDb dynamoDb;
  private final AccountId iamAccount;
  private final InvalidationFeed feed;

  /**
   * Creates the API.
   *
   * @param dynamoDb who does the work
   * @param iamAccount the IAM account
   * @param feed what is told
   */
  public InvalidatingDynamoDb(DynamoDb dynamoDb, AccountId iamAccount, InvalidationFeed feed) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb is null");
    this.iamAccount = Objects.requireNonNull(iamAccount, "iamAccount is null");
    this.feed = Objects.requireNonNull(feed, "feed is null");
  }

  @Override
  public <R> CompletionStage<R> execute(CallerIdentity caller, OperationCall<R> call) {
    CompletionStage<R> answer = dynamoDb.execute(caller, call);
    if (!caller.principal().accountId().equals(iamAccount)
        || !WatchedDynamoDb.mayWrite(call.request().operation())) {
      return answer;
    }
    // A call that failed may have been done all the same.
    return answer.whenComplete((_, _) -> changes(call.request()).forEach(feed::changed));
  }

  private static List<Change> changes(OperationRequest<?> request) {
    return switch (request) {
      case PutItemRequest put -> change(put.tableName(), put.item()).toList();
      case UpdateItemRequest update -> change(update.tableName(), update.key()).toList();
      case DeleteItemRequest delete -> change(delete.tableName(), delete.key()).toList();
      case BatchWriteItemRequest batch when batch.requestItems() != null ->
          batch.requestItems().entrySet().stream()
              .flatMap(table ->
                  table.getValue().stream().flatMap(write -> change(table.getKey(), write)))
              .toList();
      case TransactWriteItemsRequest transaction when transaction.transactItems() != null ->
          transaction.transactItems().stream()
              .flatMap(InvalidatingDynamoDb::change)
              .distinct()
              .toList();
      default -> List.of(new Change.OfEverything());
    };
  }

  private static Stream<Change> change(String table, WriteRequest write) {
    if (write.putRequest() != null) {
      return change(table, write.putRequest().item());
    }
    return write.deleteRequest() == null
        ? Stream.empty()
        : change(table, write.deleteRequest().key());
  }

  private static Stream<Change> change(TransactWriteItem action) {
    if (action.put() != null) {
      return change(action.put().tableName(), action.put().item());
    }
    if (action.update() != null) {
      return change(action.update().tableName(), action.update().key());
    }
    return action.delete() == null
        ? Stream.empty()
        : change(action.delete().tableName(), action.delete().key());
  }

  private static Stream<Change> change(String table, AttributeMap keys) {
    if (table == null || !table.endsWith(DynamoDbIdentityStore.TABLE)) {
      return Stream.empty();
    }
    return keys == null ? Stream.of(new Change.OfEverything()) : RecordChange.of(keys.attributes());
  }
}
