package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.query.QueryRequest;
import dev.ddblocal.domain.query.ScanRequest;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.table.AttributeDefinition;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.transaction.TransactWriteItemsRequest;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The identity table: a table like any other, in the IAM account, written and read through the same
 * port as every caller's.
 */
public final class DynamoDbIdentityStore implements IdentityStore {
  /** The name of the table. */
  public static final String TABLE = "ddb_iam";

  /** The partition key's name. */
  static final String PARTITION_KEY = "pk";

  /** The sort key's name. */
  static final String SORT_KEY = "sk";

  private static final String HOST = "localhost";

  private final DynamoDb dynamoDb;
  private final CallerIdentity root;

  /**
   * Creates the store; {@link #create} makes its table.
   *
   * @param dynamoDb the API
   * @param iamAccount the IAM account
   * @param region the region that the table is in
   */
  public DynamoDbIdentityStore(DynamoDb dynamoDb, AccountId iamAccount, Region region) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb is null");
    this.root = new CallerIdentity(new Principal.Root(iamAccount), "", region);
  }

  /** Makes the table if there is none. */
  public CompletionStage<Void> create() {
    CreateTableRequest request =
        new CreateTableRequest(
            List.of(
                new AttributeDefinition(PARTITION_KEY, ScalarAttributeType.S),
                new AttributeDefinition(SORT_KEY, ScalarAttributeType.S)),
            TABLE,
            List.of(
                new KeySchemaElement(PARTITION_KEY, KeyType.HASH),
                new KeySchemaElement(SORT_KEY, KeyType.RANGE)),
            null,
            null,
            BillingMode.PAY_PER_REQUEST,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return execute(request)
        .<Void>thenApply(_ -> null)
        .exceptionallyCompose(failure ->
            error(failure).filter(e -> e.code() == ErrorCode.RESOURCE_IN_USE).isPresent()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(failure));
  }

  @Override
  public CompletionStage<Optional<IdentityRecord>> get(String partition, String sort) {
    return execute(
            new GetItemRequest(
                TABLE, AttributeMap.of(key(partition, sort)), true, null, null, null, null))
        .thenApply(answer -> Optional.ofNullable(answer.item()).map(DynamoDbIdentityStore::record));
  }

  @Override
  public CompletionStage<List<IdentityRecord>> list(String partition, String sortPrefix) {
    return list(partition, sortPrefix, null, new ArrayList<>());
  }

  private CompletionStage<List<IdentityRecord>> list(
      String partition, String sortPrefix, AttributeMap after, List<IdentityRecord> found) {
    QueryRequest request =
        new QueryRequest(
            TABLE,
            null,
            null,
            null,
            true,
            null,
            after,
            null,
            null,
            null,
            "pk = :pk AND begins_with(sk, :sk)",
            null,
            AttributeMap.of(
                Map.of(
                    ":pk", new AttributeValue.S(partition),
                    ":sk", new AttributeValue.S(sortPrefix))),
            null,
            null,
            null,
            null);
    return execute(request)
        .thenCompose(page -> {
          page.items().forEach(item -> found.add(record(item)));
          return page.lastEvaluatedKey() == null
              ? CompletableFuture.completedFuture(List.copyOf(found))
              : list(
                  partition,
                  sortPrefix,
                  AttributeMap.of(page.lastEvaluatedKey().attributes()),
                  found);
        });
  }

  @Override
  public CompletionStage<List<IdentityRecord>> scan(String attribute) {
    return scan(attribute, null, new ArrayList<>());
  }

  private CompletionStage<List<IdentityRecord>> scan(
      String attribute, AttributeMap after, List<IdentityRecord> found) {
    ScanRequest request =
        new ScanRequest(
            TABLE,
            null,
            null,
            null,
            after,
            null,
            null,
            null,
            null,
            "attribute_exists(#a)",
            Map.of("#a", attribute),
            null,
            true,
            null,
            null,
            null);
    return execute(request)
        .thenCompose(page -> {
          page.items().forEach(item -> found.add(record(item)));
          return page.lastEvaluatedKey() == null
              ? CompletableFuture.completedFuture(List.copyOf(found))
              : scan(attribute, AttributeMap.of(page.lastEvaluatedKey().attributes()), found);
        });
  }

  @Override
  public CompletionStage<Void> apply(List<IdentityChange> changes) {
    return execute(
            new TransactWriteItemsRequest(
                changes.stream().map(IdentityWrite::of).toList(), null, null, null))
        .<Void>thenApply(_ -> null)
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                error(failure)
                    .flatMap(DynamoDbIdentityStore::conflict)
                    .<Throwable>map(Throwable.class::cast)
                    .orElse(failure)));
  }

  private static Optional<IdentityConflictException> conflict(DynamoDbException error) {
    for (int i = 0; i < error.cancellationReasons().size(); i++) {
      if (error.cancellationReasons().get(i).code().equals("ConditionalCheckFailed")) {
        return Optional.of(new IdentityConflictException(i));
      }
    }
    return Optional.empty();
  }

  private <R> CompletionStage<R> execute(OperationRequest<R> request) {
    return dynamoDb.execute(root, OperationCall.of(request, HOST));
  }

  private static Optional<DynamoDbException> error(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof DynamoDbException error ? Optional.of(error) : Optional.empty();
  }

  /** The primary key of a record. */
  static Map<String, AttributeValue> key(String partition, String sort) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    key.put(PARTITION_KEY, new AttributeValue.S(partition));
    key.put(SORT_KEY, new AttributeValue.S(sort));
    return key;
  }

  private static IdentityRecord record(Item item) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
    AttributeValue.S partition = (AttributeValue.S) attributes.remove(PARTITION_KEY);
    AttributeValue.S sort = (AttributeValue.S) attributes.remove(SORT_KEY);
    return new IdentityRecord(partition.value(), sort.value(), attributes);
  }
}
