package dev.ddblocal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.item.GetItemResponse;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.item.PutItemResponse;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Authorizer;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.testing.InMemoryStorage;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.table.AttributeDefinition;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.ttl.ExpirySweep;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The whole domain, on the in-memory storage unless a test gives another, with a clock that stands
 * until it is moved.
 */
public final class LocalDynamoDb {
  /** The account that calls unless a test says otherwise. */
  public static final AccountId ACCOUNT = new AccountId("111122223333");

  /** The region of every call. */
  public static final Region REGION = new Region("us-east-1");

  /** Lets everyone do anything at home. */
  private static final Authorizer OWN_ACCOUNT_ALONE =
      (caller, _) ->
          CompletableFuture.completedStage(
              Authorization.within(
                  AccountScope.mint(caller.principal().accountId(), caller.region())));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));
  private final AtomicLong ids = new AtomicLong();
  private final Storage storage;
  private final AuthorizedDynamoDb api;

  /**
   * An empty database.
   *
   * @param settings the operator's choices
   * @param authorizer who may do what with the storage
   */
  public LocalDynamoDb(DynamoDbSettings settings, Function<Storage, Authorizer> authorizer) {
    this(new InMemoryStorage(), settings, authorizer);
  }

  /** A database on another storage than that in memory, with the given settings. */
  public LocalDynamoDb(Storage storage, DynamoDbSettings settings) {
    this(storage, settings, _ -> OWN_ACCOUNT_ALONE);
  }

  private LocalDynamoDb(
      Storage storage, DynamoDbSettings settings, Function<Storage, Authorizer> authorizer) {
    this.storage = storage;
    api =
        new AuthorizedDynamoDb(
            storage,
            authorizer.apply(storage),
            // Only the storage in memory lets tables have the ids of a keyspace's own stores.
            storage instanceof InMemoryStorage
                ? () -> new UUID(0, ids.incrementAndGet())
                : UUID::randomUUID,
            (_, _, _, _) -> Optional.empty(),
            now::get,
            settings);
  }

  /** An empty database with the given settings, where everyone may do anything at home. */
  public LocalDynamoDb(DynamoDbSettings settings) {
    this(new InMemoryStorage(), settings);
  }

  /** An empty database. */
  public LocalDynamoDb() {
    this(DynamoDbSettings.DEFAULT);
  }

  /** The time. */
  public Instant now() {
    return now.get();
  }

  /** Moves the clock forward. */
  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /** The API itself. */
  public AuthorizedDynamoDb api() {
    return api;
  }

  /** The storage behind the API. */
  public Storage storage() {
    return storage;
  }

  /** Does all that there is to do in the background. */
  public void maintain() {
    Keyspace keyspace = storage.keyspace(AccountScope.mint(ACCOUNT, REGION));
    for (MaintenanceTask task : api.maintenanceTasks()) {
      boolean more = true;
      while (more) {
        more = task.step(keyspace).toCompletableFuture().join();
      }
    }
  }

  /** Deletes all items that have expired; answers how many. */
  public int sweep() {
    Keyspace keyspace = storage.keyspace(AccountScope.mint(ACCOUNT, REGION));
    int deleted = 0;
    ExpirySweep.Step step;
    do {
      step = api.expirySweep().step(keyspace).toCompletableFuture().join();
      deleted += step.deletedItems();
    } while (step.more());
    return deleted;
  }

  /** A caller who is the root user of an account. */
  public static CallerIdentity root(AccountId account) {
    return new CallerIdentity(new Principal.Root(account), "AKIDEXAMPLE", REGION);
  }

  /** Calls an operation; throws the DynamoDbException it answers. */
  public <R> R call(OperationRequest<R> request) {
    return call(OperationCall.of(request, "localhost:8000"));
  }

  /** Calls an operation; throws the DynamoDbException it answers. */
  public <R> R call(OperationCall<R> call) {
    return call(root(ACCOUNT), call);
  }

  /** Calls an operation; throws the DynamoDbException it answers. */
  public <R> R call(CallerIdentity caller, OperationRequest<R> request) {
    return call(caller, OperationCall.of(request, "localhost:8000"));
  }

  private <R> R call(CallerIdentity caller, OperationCall<R> call) {
    try {
      return api.execute(caller, call).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof DynamoDbException error ? error : e;
    }
  }

  /** The error that an operation answers. */
  public DynamoDbException refused(OperationRequest<?> request) {
    return assertThrows(DynamoDbException.class, () -> call(request));
  }

  /** Checks that an operation answers a ValidationException with exactly this text. */
  public void assertInvalid(String message, OperationRequest<?> request) {
    assertRefused(ErrorCode.VALIDATION, message, request);
  }

  /** Checks that an operation answers exactly this error. */
  public void assertRefused(ErrorCode code, String message, OperationRequest<?> request) {
    DynamoDbException error = refused(request);
    assertEquals(message, error.getMessage());
    assertEquals(code, error.code());
  }

  /** Makes an on-demand table; each key is {@code name:type}, the partition key first. */
  public void createTable(String name, String... keys) {
    call(createTableRequest(name, keys));
  }

  /** A request for an on-demand table; each key is {@code name:type}, the partition key first. */
  public static CreateTableRequest createTableRequest(String name, String... keys) {
    List<AttributeDefinition> definitions = new ArrayList<>();
    List<KeySchemaElement> elements = new ArrayList<>();
    for (String key : keys) {
      String[] parts = key.split(":", 2);
      definitions.add(new AttributeDefinition(parts[0], ScalarAttributeType.valueOf(parts[1])));
      elements.add(
          new KeySchemaElement(parts[0], elements.isEmpty() ? KeyType.HASH : KeyType.RANGE));
    }
    return new CreateTableRequest(
        definitions,
        name,
        elements,
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
  }

  /** Puts an item. */
  public PutItemResponse put(String table, Object... attributes) {
    return call(
        new PutItemRequest(
            table, map(attributes), null, null, null, null, null, null, null, null, null));
  }

  /** Reads an item. */
  public GetItemResponse get(String table, Object... key) {
    return call(
        new GetItemRequest(table, map(key), null, ReturnConsumedCapacity.NONE, null, null, null));
  }

  /** A map of attributes: names and values in turn. */
  public static AttributeMap map(Object... namesAndValues) {
    return AttributeMap.of(attributes(namesAndValues));
  }

  /** Attributes: names and values in turn; strings, ints and byte arrays become S, N and B. */
  public static Map<String, AttributeValue> attributes(Object... namesAndValues) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return attributes;
  }

  private static AttributeValue value(Object value) {
    return switch (value) {
      case AttributeValue already -> already;
      case String text -> new AttributeValue.S(text);
      case Integer number -> new AttributeValue.N(DynamoNumber.of(number.toString()));
      case byte[] bytes -> new AttributeValue.B(Bytes.copyOf(bytes));
      default -> throw new IllegalArgumentException("no attribute value: " + value);
    };
  }
}
