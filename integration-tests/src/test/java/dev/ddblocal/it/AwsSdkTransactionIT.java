package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions with the AWS SDK for Java, as two accounts. */
class AwsSdkTransactionIT {
  private static final String TABLE = "Accounts";
  private static final int ACCOUNTS = 8;
  private static final int BALANCE = 100;

  @TempDir static Path folder;

  private static TenantServer server;
  private static DynamoDbClient first;
  private static DynamoDbClient second;

  @BeforeAll
  static void start() throws IOException {
    server = TenantServer.start(folder);
    first = server.first(Region.US_EAST_1);
    second = server.second(Region.US_EAST_1);
    createTable(first, TABLE);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static void createTable(DynamoDbClient client, String name) {
    client.createTable(table ->
        table
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(
                KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build()));
  }

  @BeforeEach
  void accounts() {
    for (int account = 0; account < ACCOUNTS; account++) {
      Map<String, AttributeValue> item =
          Map.of("pk", id(account), "balance", AttributeValue.fromN(Integer.toString(BALANCE)));
      first.putItem(put -> put.tableName(TABLE).item(item));
    }
  }

  private static AttributeValue id(int account) {
    return AttributeValue.fromS("account-" + account);
  }

  private static Map<String, AttributeValue> key(int account) {
    return Map.of("pk", id(account));
  }

  private static TransactWriteItem transfer(int account, int amount) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(TABLE)
                .key(key(account))
                .updateExpression("ADD balance :amount")
                .conditionExpression("balance >= :least")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .expressionAttributeValues(
                    Map.of(
                        ":amount", AttributeValue.fromN(Integer.toString(amount)),
                        ":least", AttributeValue.fromN(Integer.toString(Math.max(0, -amount))))))
        .build();
  }

  private static int balance(int account) {
    return balance(
        first.getItem(get -> get.tableName(TABLE).key(key(account)).consistentRead(true)).item());
  }

  private static int balance(Map<String, AttributeValue> item) {
    return Integer.parseInt(item.get("balance").n());
  }

  @Test
  void the_reasons_of_a_cancellation_come_in_order_with_the_item() {
    TransactionCanceledException canceled =
        assertThrows(
            TransactionCanceledException.class,
            () ->
                first.transactWriteItems(write ->
                    write.transactItems(
                        transfer(0, 500),
                        transfer(1, -500),
                        TransactWriteItem.builder()
                            .put(put ->
                                put.tableName(TABLE).item(Map.of("pk", AttributeValue.fromN("1"))))
                            .build())));
    List<CancellationReason> reasons = canceled.cancellationReasons();
    assertEquals(
        List.of("None", "ConditionalCheckFailed", "ValidationError"),
        reasons.stream().map(CancellationReason::code).toList());
    assertNull(reasons.get(0).message());
    assertFalse(reasons.get(0).hasItem());
    assertEquals("The conditional request failed", reasons.get(1).message());
    assertEquals(BALANCE, balance(reasons.get(1).item()));
    assertEquals(
        "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
        reasons.get(2).message());
    assertTrue(
        canceled
            .awsErrorDetails()
            .errorMessage()
            .startsWith("Transaction cancelled, please refer cancellation reasons"),
        canceled.getMessage());
    assertEquals(BALANCE, balance(0));
  }

  @Test
  void a_call_with_a_token_of_the_sdks_own_is_done_each_time() {
    for (int call = 0; call < 3; call++) {
      first.transactWriteItems(write -> write.transactItems(transfer(0, -1), transfer(1, 1)));
    }
    assertEquals(BALANCE - 3, balance(0));
    assertEquals(BALANCE + 3, balance(1));
  }

  @Test
  void calls_with_the_same_token_are_done_once_and_report_reads_from_then_on() {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .clientRequestToken("once")
            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
            .transactItems(transfer(0, -7), transfer(1, 7))
            .build();
    ConsumedCapacity written = first.transactWriteItems(request).consumedCapacity().getFirst();
    assertEquals(4.0, written.writeCapacityUnits());
    assertEquals(4.0, written.table().writeCapacityUnits());
    assertNull(written.readCapacityUnits());
    ConsumedCapacity read = first.transactWriteItems(request).consumedCapacity().getFirst();
    assertEquals(4.0, read.readCapacityUnits());
    assertEquals(4.0, read.capacityUnits());
    assertNull(read.writeCapacityUnits());
    assertEquals(BALANCE - 7, balance(0));
    assertThrows(
        IdempotentParameterMismatchException.class,
        () ->
            first.transactWriteItems(
                request.toBuilder().transactItems(transfer(0, -8), transfer(1, 8)).build()));
    assertEquals(BALANCE + 7, balance(1));
  }

  @Test
  void a_token_is_remembered_across_a_restart(@TempDir Path own) throws IOException {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .clientRequestToken("restart")
            .transactItems(
                TransactWriteItem.builder()
                    .update(update ->
                        update
                            .tableName(TABLE)
                            .key(key(0))
                            .updateExpression("ADD balance :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
                    .build())
            .build();
    try (TenantServer before = TenantServer.start(own)) {
      DynamoDbClient client = before.first(Region.US_EAST_1);
      createTable(client, TABLE);
      client.transactWriteItems(request);
    }
    try (TenantServer after = TenantServer.start(own)) {
      DynamoDbClient client = after.first(Region.US_EAST_1);
      client.transactWriteItems(request);
      assertEquals(1, balance(client.getItem(get -> get.tableName(TABLE).key(key(0))).item()));
    }
  }

  @Test
  void accounts_share_neither_tables_nor_tokens() {
    createTable(second, TABLE);
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .clientRequestToken("shared")
            .transactItems(
                TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(key(99))).build())
            .build();
    first.transactWriteItems(request);
    assertFalse(second.getItem(get -> get.tableName(TABLE).key(key(99))).hasItem());
    second.transactWriteItems(request);
    assertTrue(second.getItem(get -> get.tableName(TABLE).key(key(99))).hasItem());
    assertEquals(
        List.of(false),
        second
            .transactGetItems(get ->
                get.transactItems(
                    TransactGetItem.builder()
                        .get(read -> read.tableName(TABLE).key(key(0)))
                        .build()))
            .responses()
            .stream()
            .map(ItemResponse::hasItem)
            .toList());
    DynamoDbException denied =
        assertThrows(
            DynamoDbException.class,
            () ->
                second.transactWriteItems(write ->
                    write.transactItems(
                        TransactWriteItem.builder()
                            .delete(delete -> delete.tableName(TABLE).key(key(99)))
                            .build(),
                        TransactWriteItem.builder()
                            .delete(
                                delete -> delete.tableName(Tenants.firstTable(TABLE)).key(key(99)))
                            .build())));
    assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    assertTrue(second.getItem(get -> get.tableName(TABLE).key(key(99))).hasItem());
    assertTrue(first.getItem(get -> get.tableName(TABLE).key(key(99))).hasItem());
    assertThrows(
        ResourceNotFoundException.class,
        () ->
            server
                .first(Region.EU_WEST_1)
                .transactWriteItems(write -> write.transactItems(transfer(0, 1))));
  }

  @Test
  void concurrent_transfers_never_change_the_total_that_transactions_and_scans_see()
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> readers = threads.submit(() -> readUntil(done));
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 6; writer++) {
        writers.add(threads.submit(() -> transferAtRandom(100)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      assertTrue(readers.get() > 0);
    }
    assertEquals(ACCOUNTS * BALANCE, totalOfTransaction());
  }

  private static void transferAtRandom(int times) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < times; i++) {
      int from = random.nextInt(ACCOUNTS);
      int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      int amount = 1 + random.nextInt(BALANCE);
      try {
        first.transactWriteItems(
            write -> write.transactItems(transfer(from, -amount), transfer(to, amount)));
      } catch (TransactionCanceledException canceled) {
        assertEquals(
            List.of("ConditionalCheckFailed", "None"),
            canceled.cancellationReasons().stream().map(CancellationReason::code).toList());
      }
    }
  }

  /** Reads all accounts again and again; answers how often. */
  private static int readUntil(AtomicBoolean done) {
    int reads = 0;
    while (!done.get()) {
      assertEquals(ACCOUNTS * BALANCE, totalOfTransaction());
      assertEquals(
          ACCOUNTS * BALANCE,
          first.scan(scan -> scan.tableName(TABLE)).items().stream()
              .filter(item -> item.containsKey("balance"))
              .mapToInt(AwsSdkTransactionIT::balance)
              .sum());
      reads++;
    }
    return reads;
  }

  private static int totalOfTransaction() {
    List<TransactGetItem> gets = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      Map<String, AttributeValue> key = key(account);
      gets.add(TransactGetItem.builder().get(get -> get.tableName(TABLE).key(key)).build());
    }
    return first.transactGetItems(get -> get.transactItems(gets)).responses().stream()
        .mapToInt(response -> balance(response.item()))
        .sum();
  }
}
