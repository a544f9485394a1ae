package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.AuthorizedDynamoDb;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.testing.InMemoryStorage;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.table.AttributeDefinition;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.ttl.TimeToLiveSpecification;
import dev.ddblocal.domain.ttl.UpdateTimeToLiveRequest;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ExpirySweeperTest {
  private static final Region HERE = new Region("us-east-1");
  private static final Region THERE = new Region("eu-west-1");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final long LIMIT_SECONDS = 30;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final CountedStorage counted = new CountedStorage();
  private final RecentlyUsedStorage storage = new RecentlyUsedStorage(counted);
  private final AuthorizedDynamoDb dynamoDb =
      new AuthorizedDynamoDb(
          storage,
          (caller, _) ->
              CompletableFuture.completedStage(
                  Authorization.within(
                      AccountScope.mint(caller.principal().accountId(), caller.region()))),
          UUID::randomUUID,
          (_, _, _, _) -> Optional.empty(),
          now::get,
          DynamoDbSettings.DEFAULT);

  private <R> R call(Region region, OperationRequest<R> request) {
    return dynamoDb
        .execute(
            new CallerIdentity(new Principal.Root(AccountId.TEST), "ACCESS", region),
            OperationCall.of(request, "local"))
        .toCompletableFuture()
        .join();
  }

  private void createTable(Region region) {
    call(
        region,
        new CreateTableRequest(
            List.of(new AttributeDefinition("pk", ScalarAttributeType.S)),
            "T",
            List.of(new KeySchemaElement("pk", KeyType.HASH)),
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
            null));
  }

  private void letExpire(Region region, boolean enabled) {
    call(region, new UpdateTimeToLiveRequest("T", new TimeToLiveSpecification(enabled, "ends")));
  }

  private void put(Region region, String key, Instant ends) {
    AttributeMap item =
        AttributeMap.of(
            Map.of(
                "pk",
                new AttributeValue.S(key),
                "ends",
                new AttributeValue.N(DynamoNumber.of(ends.getEpochSecond()))));
    call(
        region,
        new PutItemRequest("T", item, null, null, null, null, null, null, null, null, null));
  }

  private long items(Region region) {
    return call(region, new DescribeTableRequest("T")).table().itemCount();
  }

  private static long sweep(ExpirySweeper sweeper) {
    return sweeper.sweepNow().toCompletableFuture().join();
  }

  @Test
  void expired_items_of_every_keyspace_in_use_are_deleted_when_asked_for() {
    for (Region region : List.of(HERE, THERE)) {
      createTable(region);
      letExpire(region, true);
      put(region, "old", START.minusSeconds(1));
      put(region, "new", START.plusSeconds(5));
    }
    try (ExpirySweeper sweeper = new ExpirySweeper(storage, dynamoDb.expirySweep())) {
      assertEquals(2, sweep(sweeper));
      assertEquals(1, items(HERE));
      assertEquals(1, items(THERE));
      assertEquals(0, sweep(sweeper));
    }
  }

  @Test
  void a_keyspace_that_nobody_uses_any_more_is_looked_after_as_long_as_its_items_expire() {
    createTable(HERE);
    letExpire(HERE, true);
    put(HERE, "a", START.plusSeconds(5));
    createTable(THERE);
    try (ExpirySweeper sweeper = new ExpirySweeper(storage, dynamoDb.expirySweep())) {
      assertEquals(0, sweep(sweeper));
      counted.opened.clear();
      now.set(START.plusSeconds(60));
      assertEquals(1, sweep(sweeper));
      assertEquals(Set.of(AccountScope.mint(AccountId.TEST, HERE)), counted.opened);

      now.set(START.plus(Duration.ofHours(2)));
      letExpire(HERE, false);
      assertEquals(0, sweep(sweeper));
      counted.opened.clear();
      assertEquals(0, sweep(sweeper));
      assertEquals(Set.of(), counted.opened);
    }
  }

  @Test
  void items_are_deleted_at_the_interval() throws InterruptedException {
    createTable(HERE);
    letExpire(HERE, true);
    put(HERE, "a", START.minusSeconds(1));
    CountDownLatch thrice = new CountDownLatch(3);
    counted.onOpened = thrice::countDown;
    try (ExpirySweeper sweeper = new ExpirySweeper(storage, dynamoDb.expirySweep())) {
      sweeper.start(Duration.ofMillis(1));
      assertTrue(thrice.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    assertEquals(0, items(HERE));
  }

  @Test
  void a_keyspace_that_fails_stops_neither_the_others_nor_the_next_sweep() {
    for (Region region : List.of(HERE, THERE)) {
      createTable(region);
      letExpire(region, true);
      put(region, "old", START.minusSeconds(1));
    }
    counted.failing = AccountScope.mint(AccountId.TEST, HERE);
    try (ExpirySweeper sweeper = new ExpirySweeper(storage, dynamoDb.expirySweep())) {
      assertThrows(CompletionException.class, () -> sweep(sweeper));
      counted.failing = null;
      assertEquals(0, items(THERE));
      assertEquals(1, sweep(sweeper));
      assertEquals(0, items(HERE));
    }
  }

  /** A storage that tells which keyspaces are opened, and may fail. */
  private static final class CountedStorage implements Storage {
    private final Storage storage = new InMemoryStorage();
    private final Set<AccountScope> opened = ConcurrentHashMap.newKeySet();
    private volatile Runnable onOpened = () -> {};
    private volatile AccountScope failing;

    @Override
    public Keyspace keyspace(AccountScope scope) {
      if (scope.equals(failing)) {
        throw new IllegalStateException("no such luck");
      }
      opened.add(scope);
      onOpened.run();
      return storage.keyspace(scope);
    }

    @Override
    public Optional<Keyspace> existing(AccountScope scope) {
      return storage.existing(scope);
    }

    @Override
    public CompletionStage<StorageReport> inspect() {
      return storage.inspect();
    }

    @Override
    public void close() {
      storage.close();
    }
  }
}
