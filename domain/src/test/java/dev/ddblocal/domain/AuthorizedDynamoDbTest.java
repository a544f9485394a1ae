package dev.ddblocal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.port.testing.InMemoryStorage;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AuthorizedDynamoDbTest {
  private static final String HOST = "localhost:8000";

  private final LocalDynamoDb db = new LocalDynamoDb();

  @Test
  void authorization_comes_before_every_other_check() {
    DynamoDbException denied = new DynamoDbException(ErrorCode.ACCESS_DENIED, "no");
    DynamoDb api =
        new AuthorizedDynamoDb(
            new InMemoryStorage(),
            (caller, request) -> CompletableFuture.failedStage(denied),
            () -> new UUID(0, 0),
            (_, _, _, _) -> Optional.empty(),
            InstantSource.system(),
            DynamoDbSettings.DEFAULT);
    OperationCall<?> call =
        new OperationCall<>(
            new DescribeTableRequest(null), Optional.of("violation"), List.of("X"), HOST);
    CompletionException thrown =
        assertThrows(
            CompletionException.class,
            () ->
                api.execute(LocalDynamoDb.root(LocalDynamoDb.ACCOUNT), call)
                    .toCompletableFuture()
                    .join());
    assertEquals(denied, thrown.getCause());
  }

  @Test
  void constraint_violations_come_before_unsupported_parameters() {
    DescribeTableRequest request = new DescribeTableRequest(null);
    assertMessage(
        "violation",
        new OperationCall<>(request, Optional.of("violation"), List.of("X", "Y"), HOST));
    assertMessage(
        "Parameters not supported by this server: X, Y",
        new OperationCall<>(request, Optional.empty(), List.of("X", "Y"), HOST));
  }

  private void assertMessage(String message, OperationCall<?> call) {
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> db.call(call));
    assertEquals(ErrorCode.VALIDATION, error.code());
    assertEquals(message, error.getMessage());
  }

  @Test
  void accounts_do_not_see_each_others_tables() {
    AccountId other = new AccountId("999999999999");
    db.createTable("T", "pk:S");
    db.put("T", "pk", "a");
    db.api()
        .execute(
            LocalDynamoDb.root(other),
            OperationCall.of(LocalDynamoDb.createTableRequest("T", "pk:S"), HOST))
        .toCompletableFuture()
        .join();
    OperationCall<?> put =
        OperationCall.of(
            DynamoDbJson.request(
                "PutItem", "{\"TableName\": \"T\", \"Item\": {\"pk\": {\"S\": \"b\"}}}"),
            HOST);
    db.api().execute(LocalDynamoDb.root(other), put).toCompletableFuture().join();
    assertNull(db.get("T", "pk", "b").item());
    assertNotNull(db.get("T", "pk", "a").item());
    assertNull(
        db.api()
            .execute(
                LocalDynamoDb.root(other),
                OperationCall.of(
                    (GetItemRequest)
                        DynamoDbJson.request(
                            "GetItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"a\"}}}"),
                    HOST))
            .toCompletableFuture()
            .join()
            .item());
  }
}
