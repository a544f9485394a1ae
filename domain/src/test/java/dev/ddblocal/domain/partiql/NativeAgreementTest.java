package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.CancellationReason;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.item.DeleteItemResponse;
import dev.ddblocal.domain.item.GetItemResponse;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.item.PutItemResponse;
import dev.ddblocal.domain.item.UpdateItemResponse;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.partiql.RandomWrites.Write;
import dev.ddblocal.domain.query.QueryResponse;
import dev.ddblocal.domain.query.ScanResponse;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.transaction.Get;
import dev.ddblocal.domain.transaction.TransactGetItem;
import dev.ddblocal.domain.transaction.TransactGetItemsRequest;
import dev.ddblocal.domain.transaction.TransactGetItemsResponse;
import dev.ddblocal.domain.transaction.TransactWriteItemsRequest;
import dev.ddblocal.domain.transaction.TransactWriteItemsResponse;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements and the native operations that they amount to do the same: random ones run on two
 * equal databases, and answer the same items, keys, capacity and errors.
 */
class NativeAgreementTest {
  private static final int STEPS = 200;

  private final LocalDynamoDb nativeDb = new LocalDynamoDb();
  private final LocalDynamoDb statementDb = new LocalDynamoDb();
  private final Map<ErrorCode, Integer> codes = new EnumMap<>(ErrorCode.class);

  /** What an operation answers, in whichever language it was asked. */
  private record Outcome(
      ErrorCode error, Item failed, List<Item> items, Item lastKey, ConsumedCapacity capacity) {}

  @BeforeEach
  void tables() {
    for (LocalDynamoDb db : List.of(nativeDb, statementDb)) {
      new DynamoDbJson(db)
          .call(
              "CreateTable",
              """
              {"TableName": "t", "BillingMode": "PAY_PER_REQUEST",
               "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "N"},
                {"AttributeName": "rnk", "AttributeType": "N"},
                {"AttributeName": "g", "AttributeType": "S"}],
               "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
               "LocalSecondaryIndexes": [
                {"IndexName": "ranked",
                 "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["nam", "val"]},
                 "KeySchema": [
                  {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "rnk", "KeyType": "RANGE"}]}],
               "GlobalSecondaryIndexes": [
                {"IndexName": "all", "Projection": {"ProjectionType": "ALL"},
                 "KeySchema": [
                  {"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]},
                {"IndexName": "some",
                 "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["nam", "val"]},
                 "KeySchema": [
                  {"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}]}
              """);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void statements_do_what_native_operations_do(long seed) {
    Random random = new Random(seed);
    RandomReads reads = new RandomReads(random);
    RandomWrites writes = new RandomWrites(random, reads);
    for (int step = 0; step < STEPS; step++) {
      String place = "seed " + seed + ", step " + step;
      switch (random.nextInt(8)) {
        case 0 -> assertSameItem(place, reads.get());
        case 1, 2 -> assertSamePages(place, reads.query());
        case 3 -> assertSamePages(place, reads.scan());
        case 4 -> assertSameTransaction(place, random, writes);
        case 5 -> assertSameReads(place, random, reads);
        default -> assertSameWrite(place, writes.write());
      }
    }
    assertEquals(everything(nativeDb), everything(statementDb), "seed " + seed);
    assertTrue(
        codes
            .keySet()
            .containsAll(
                List.of(
                    ErrorCode.VALIDATION,
                    ErrorCode.CONDITIONAL_CHECK_FAILED,
                    ErrorCode.DUPLICATE_ITEM)),
        "errors that occurred: " + codes);
  }

  private static List<Item> everything(LocalDynamoDb db) {
    return StatementCall.of("SELECT * FROM t").pages(db);
  }

  private void assertSameItem(String place, RandomReads.Get get) {
    assertEquals(
        asked(nativeDb, get.request()), asked(statementDb, get.statement().request()), place);
  }

  private void assertSamePages(String place, RandomReads.Pages pages) {
    Item behind = null;
    StatementCall call = pages.statement();
    do {
      ExecuteStatementRequest request = call.request();
      Outcome expected = asked(nativeDb, pages.request().behind(behind));
      assertEquals(expected, asked(statementDb, request), place + ": " + request);
      behind = expected.lastKey();
      if (behind != null) {
        call.nextToken(call.on(statementDb).nextToken());
      }
    } while (behind != null);
  }

  private void assertSameWrite(String place, Write write) {
    ExecuteStatementRequest request = write.statement().request();
    assertEquals(
        asked(nativeDb, write.request()), asked(statementDb, request), place + ": " + request);
  }

  private void assertSameTransaction(String place, Random random, RandomWrites writes) {
    List<Write> actions = new ArrayList<>();
    Set<Object> keys = new HashSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Write write = writes.write();
      if (keys.add(write.key())) {
        actions.add(write);
      }
    }
    Object expected =
        transacted(
            nativeDb,
            new TransactWriteItemsRequest(
                actions.stream().map(Write::action).toList(),
                ReturnConsumedCapacity.INDEXES,
                null,
                null));
    ExecuteTransactionRequest request =
        new ExecuteTransactionRequest(
            actions.stream().map(each -> each.inTransaction().ofTransaction()).toList(),
            null,
            ReturnConsumedCapacity.INDEXES);
    assertEquals(expected, transacted(statementDb, request), place + ": " + request);
  }

  private void assertSameReads(String place, Random random, RandomReads reads) {
    List<RandomReads.Get> gets = new ArrayList<>();
    Set<Object> keys = new HashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      RandomReads.Get get = reads.get();
      if (keys.add(get.request().key())) {
        gets.add(get);
      }
    }
    TransactGetItemsResponse expected =
        nativeDb.call(
            new TransactGetItemsRequest(
                gets.stream()
                    .map(RandomReads.Get::request)
                    .map(get ->
                        new TransactGetItem(
                            new Get(get.key(), "t", get.projectionExpression(), null)))
                    .toList(),
                ReturnConsumedCapacity.INDEXES));
    ExecuteTransactionResponse transaction =
        statementDb.call(
            new ExecuteTransactionRequest(
                gets.stream().map(each -> each.statement().ofTransaction()).toList(),
                null,
                ReturnConsumedCapacity.INDEXES));
    assertEquals(expected.responses(), transaction.responses(), place);
    assertEquals(expected.consumedCapacity(), transaction.consumedCapacity(), place);

    BatchExecuteStatementResponse batch =
        statementDb.call(
            new BatchExecuteStatementRequest(
                gets.stream().map(each -> each.statement().ofBatch()).toList(),
                ReturnConsumedCapacity.TOTAL));
    List<Outcome> single = gets.stream().map(get -> asked(nativeDb, get.request())).toList();
    assertEquals(
        single.stream().map(Outcome::items).toList(),
        batch.responses().stream().map(each -> Stream.ofNullable(each.item()).toList()).toList(),
        place);
    assertEquals(
        single.stream().mapToDouble(each -> each.capacity().capacityUnits()).sum(),
        batch.consumedCapacity().getFirst().capacityUnits(),
        place);
  }

  /** What a transaction answers: its capacity, or what became of its actions. */
  private static Object transacted(LocalDynamoDb db, OperationRequest<?> request) {
    try {
      return switch ((Object) db.call(request)) {
        case TransactWriteItemsResponse answer -> answer.consumedCapacity();
        case ExecuteTransactionResponse answer -> answer.consumedCapacity();
        case Object other -> throw new AssertionError(other);
      };
    } catch (DynamoDbException error) {
      return error.code() == ErrorCode.TRANSACTION_CANCELED
          ? error.cancellationReasons().stream().map(NativeAgreementTest::comparable).toList()
          : error.code();
    }
  }

  /** A native Put that is not done because of its condition is a duplicate to a statement. */
  private static Object comparable(CancellationReason reason) {
    return reason.code().equals("DuplicateItem") || reason.code().equals("ConditionalCheckFailed")
        ? List.of("Refused", Stream.ofNullable(reason.item()).toList())
        : List.of(reason.code());
  }

  private Outcome asked(LocalDynamoDb db, OperationRequest<?> request) {
    try {
      return switch ((Object) db.call(request)) {
        case GetItemResponse answer -> one(answer.item(), answer.consumedCapacity());
        case PutItemResponse answer -> one(answer.attributes(), answer.consumedCapacity());
        case UpdateItemResponse answer -> one(answer.attributes(), answer.consumedCapacity());
        case DeleteItemResponse answer -> one(answer.attributes(), answer.consumedCapacity());
        case QueryResponse answer ->
            many(answer.items(), answer.lastEvaluatedKey(), answer.consumedCapacity());
        case ScanResponse answer ->
            many(answer.items(), answer.lastEvaluatedKey(), answer.consumedCapacity());
        case ExecuteStatementResponse answer -> {
          assertEquals(answer.lastEvaluatedKey() == null, answer.nextToken() == null);
          yield many(answer.items(), answer.lastEvaluatedKey(), answer.consumedCapacity());
        }
        case Object other -> throw new AssertionError(other);
      };
    } catch (DynamoDbException error) {
      boolean duplicate =
          request instanceof PutItemRequest && error.code() == ErrorCode.CONDITIONAL_CHECK_FAILED;
      ErrorCode code = duplicate ? ErrorCode.DUPLICATE_ITEM : error.code();
      codes.merge(code, 1, Integer::sum);
      return new Outcome(code, error.item().orElse(null), List.of(), null, null);
    }
  }

  private static Outcome one(Item item, ConsumedCapacity capacity) {
    return many(Stream.ofNullable(item).toList(), null, capacity);
  }

  private static Outcome many(List<Item> items, Item lastKey, ConsumedCapacity capacity) {
    return new Outcome(null, null, items, lastKey, capacity);
  }
}
