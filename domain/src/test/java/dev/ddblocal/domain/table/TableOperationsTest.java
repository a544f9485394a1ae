package dev.ddblocal.domain.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableOperationsTest {
  private static final Duration DELAY = Duration.ofSeconds(5);

  private final LocalDynamoDb db = new LocalDynamoDb();

  private TableDescription describe(LocalDynamoDb db, String name) {
    return db.call(new DescribeTableRequest(name)).table();
  }

  @Test
  void a_new_on_demand_table_is_answered_as_creating_and_then_active() {
    TableDescription created =
        db.call(LocalDynamoDb.createTableRequest("Music", "Artist:S", "Year:N")).tableDescription();
    assertEquals(TableStatus.CREATING, created.tableStatus());

    TableDescription table = describe(db, "Music");
    assertEquals(TableStatus.ACTIVE, table.tableStatus());
    assertEquals("arn:aws:dynamodb:us-east-1:111122223333:table/Music", table.tableArn());
    assertEquals("00000000-0000-0000-0000-000000000001", table.tableId());
    assertEquals(db.now(), table.creationDateTime());
    assertEquals(0, table.itemCount());
    assertEquals(0, table.tableSizeBytes());
    assertFalse(table.deletionProtectionEnabled());
    assertEquals(BillingMode.PAY_PER_REQUEST, table.billingModeSummary().billingMode());
    assertEquals(0, table.provisionedThroughput().readCapacityUnits());
    assertEquals(
        new TableWarmThroughputDescription(12_000L, 4_000L, TableStatus.ACTIVE),
        table.warmThroughput());
    assertNull(table.sseDescription());
    assertNull(table.tableClassSummary());
    assertEquals(created.keySchema(), table.keySchema());
  }

  @Test
  void item_count_and_size_are_true() {
    db.createTable("T", "pk:S");
    db.put("T", "pk", "a", "v", "12345");
    db.put("T", "pk", "b");
    db.put("T", "pk", "a", "v", "1");
    TableDescription table = describe(db, "T");
    assertEquals(2, table.itemCount());
    assertEquals(2 + 1 + 1 + 1 + 2 + 1, table.tableSizeBytes());
  }

  @Test
  void a_table_cannot_be_made_twice() {
    db.createTable("T", "pk:S");
    db.assertRefused(
        ErrorCode.RESOURCE_IN_USE,
        "Table already exists: T",
        LocalDynamoDb.createTableRequest("T", "pk:N"));
  }

  @Test
  void a_missing_table_is_not_found_by_its_name() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: T not found",
        new DescribeTableRequest("T"));
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: T not found",
        new DeleteTableRequest("arn:aws:dynamodb:us-east-1:111122223333:table/T"));
  }

  @Test
  void a_table_is_found_by_its_arn_in_its_own_region_only() {
    db.createTable("T", "pk:S");
    assertEquals("T", describe(db, "arn:aws:dynamodb:us-east-1:111122223333:table/T").tableName());
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        new DescribeTableRequest("arn:aws:dynamodb:eu-west-1:111122223333:table/T"));
    for (String bad :
        List.of(
            "arn:aws-cn:dynamodb:us-east-1:111122223333:table/T",
            "arn:aws:s3:us-east-1:111122223333:table/T",
            "arn:aws:dynamodb:us-east-1:11112222333\uff13:table/T",
            "arn:aws:dynamodb:us-east-1:111122223333:table%2FT",
            "arn:aws:dynamodb:us-east-1:111122223333:table/" + "t".repeat(2000),
            "arn:aws:dynamodb:us-east-1:111122223333:table/T/index/I")) {
      db.assertInvalid(
          "Invalid TableArn: Invalid ResourceArn provided as input " + bad,
          new DescribeTableRequest(bad));
    }
  }

  @Test
  void a_deleted_table_is_gone_and_a_new_one_of_its_name_is_empty() {
    db.createTable("T", "pk:S");
    db.put("T", "pk", "a");
    TableDescription deleted = db.call(new DeleteTableRequest("T")).tableDescription();
    assertEquals(TableStatus.DELETING, deleted.tableStatus());
    assertEquals(1, deleted.itemCount());
    assertNull(deleted.keySchema());
    assertNull(deleted.attributeDefinitions());
    assertNull(deleted.creationDateTime());
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: T not found",
        new DescribeTableRequest("T"));
    db.createTable("T", "pk:S");
    assertNull(db.get("T", "pk", "a").item());
    assertEquals("00000000-0000-0000-0000-000000000002", describe(db, "T").tableId());
  }

  @Test
  void a_protected_table_cannot_be_deleted() {
    db.call(new TableRequest("T").deletionProtected().build());
    db.assertInvalid(
        "Resource cannot be deleted as it is currently protected against deletion. Disable"
            + " deletion protection first.",
        new DeleteTableRequest("T"));
    assertEquals(true, describe(db, "T").deletionProtectionEnabled());
  }

  @Test
  void creating_shows_for_the_configured_time_and_keeps_items_out() {
    LocalDynamoDb slow =
        new LocalDynamoDb(new DynamoDbSettings(DELAY, Duration.ZERO, Duration.ZERO));
    slow.createTable("T", "pk:S");
    assertEquals(TableStatus.CREATING, describe(slow, "T").tableStatus());
    assertEquals(
        "Requested resource not found",
        slow.refused(
                DynamoDbJson.request(
                    "GetItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"a\"}}}"))
            .getMessage());
    slow.assertRefused(
        ErrorCode.RESOURCE_IN_USE,
        "Attempt to change a resource which is still in use: Table is being created: T",
        new DeleteTableRequest("T"));
    slow.pass(DELAY);
    assertEquals(TableStatus.ACTIVE, describe(slow, "T").tableStatus());
    slow.put("T", "pk", "a");
    assertEquals(1, describe(slow, "T").itemCount());
  }

  @Test
  void deleting_shows_for_the_configured_time_and_then_the_name_is_free() {
    LocalDynamoDb slow =
        new LocalDynamoDb(new DynamoDbSettings(Duration.ZERO, Duration.ZERO, DELAY));
    slow.createTable("T", "pk:S");
    slow.put("T", "pk", "a");
    slow.call(new DeleteTableRequest("T"));
    assertEquals(TableStatus.DELETING, describe(slow, "T").tableStatus());
    assertEquals(List.of("T"), slow.call(new ListTablesRequest(null, null)).tableNames());
    slow.assertRefused(
        ErrorCode.RESOURCE_IN_USE,
        "Attempt to change a resource which is still in use: Table is being deleted: T",
        new DeleteTableRequest("T"));
    slow.assertRefused(
        ErrorCode.RESOURCE_IN_USE,
        "Table already exists: T",
        LocalDynamoDb.createTableRequest("T", "pk:S"));
    slow.pass(DELAY);
    assertEquals(List.of(), slow.call(new ListTablesRequest(null, null)).tableNames());
    slow.createTable("T", "pk:S");
    assertNull(slow.get("T", "pk", "a").item());
  }

  @Test
  void maintenance_drops_tables_that_have_gone() {
    LocalDynamoDb slow =
        new LocalDynamoDb(new DynamoDbSettings(Duration.ZERO, Duration.ZERO, DELAY));
    slow.createTable("A", "pk:S");
    slow.createTable("B", "pk:S");
    slow.call(new DeleteTableRequest("B"));
    MaintenanceTask task = slow.api().maintenanceTasks().getFirst();
    Keyspace keyspace =
        slow.storage().keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));
    assertFalse(task.step(keyspace).toCompletableFuture().join());
    slow.pass(DELAY);
    assertEquals(true, task.step(keyspace).toCompletableFuture().join());
    assertFalse(task.step(keyspace).toCompletableFuture().join());
    assertEquals(
        List.of(true, false),
        keyspace
            .read(transaction ->
                List.of(
                    transaction.table(new TableName("A")).isPresent(),
                    transaction.table(new TableName("B")).isPresent()))
            .toCompletableFuture()
            .join());
  }

  @Test
  void tables_are_listed_by_name_page_by_page() {
    for (String name : List.of("ccc", "aaa", "bbb", "B-1", "zzz")) {
      db.createTable(name, "pk:S");
    }
    ListTablesResponse first = db.call(new ListTablesRequest(null, 2));
    assertEquals(new ListTablesResponse(List.of("B-1", "aaa"), "aaa"), first);
    assertEquals(
        new ListTablesResponse(List.of("bbb", "ccc"), "ccc"),
        db.call(new ListTablesRequest("aaa", 2)));
    assertEquals(
        new ListTablesResponse(List.of("zzz"), null), db.call(new ListTablesRequest("ccc", 2)));
    assertEquals(5, db.call(new ListTablesRequest(null, null)).tableNames().size());
    assertEquals(
        new ListTablesResponse(List.of("bbb", "ccc", "zzz"), null),
        db.call(new ListTablesRequest("b", 3)));
  }

  @Test
  void limits_and_endpoints_are_answered() {
    assertEquals(
        new DescribeLimitsResponse(80_000L, 80_000L, 40_000L, 40_000L),
        db.call(new DescribeLimitsRequest()));
    assertEquals(
        List.of(new Endpoint("localhost:8000", 1440L)),
        db.call(new DescribeEndpointsRequest()).endpoints());
  }
}
