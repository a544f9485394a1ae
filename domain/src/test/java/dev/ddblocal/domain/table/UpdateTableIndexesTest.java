package dev.ddblocal.domain.table;

import static dev.ddblocal.domain.table.Indexes.ALL;
import static dev.ddblocal.domain.table.Indexes.elements;
import static dev.ddblocal.domain.table.Indexes.global;
import static dev.ddblocal.domain.table.Indexes.local;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.TableStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Global secondary indexes that come, change and go by UpdateTable. */
class UpdateTableIndexesTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final Duration DELAY = Duration.ofSeconds(5);

  private LocalDynamoDb db = new LocalDynamoDb();

  private static TableChangeRequest change() {
    return new TableChangeRequest();
  }

  private TableDescription update(TableChangeRequest request) {
    return db.call(request.build()).tableDescription();
  }

  private TableDescription describe() {
    return db.call(new DescribeTableRequest("T")).table();
  }

  private GlobalSecondaryIndexDescription index(String name) {
    return index(describe(), name);
  }

  private static GlobalSecondaryIndexDescription index(TableDescription table, String name) {
    return table.globalSecondaryIndexes().stream()
        .filter(each -> each.indexName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> definitions() {
    return describe().attributeDefinitions().stream()
        .map(AttributeDefinition::attributeName)
        .toList();
  }

  private void assertInvalid(String message, TableChangeRequest request) {
    db.assertInvalid(message, request.build());
  }

  private void assertInUse(String what, TableChangeRequest request) {
    db.assertRefused(
        ErrorCode.RESOURCE_IN_USE,
        "Attempt to change a resource which is still in use: " + what,
        request.build());
  }

  private void makeSlow() {
    db = new LocalDynamoDb(new DynamoDbSettings(Duration.ZERO, DELAY, Duration.ZERO));
  }

  private void createTable() {
    db.createTable("T", "pk:S");
  }

  private void addIndex(String name, String attribute) {
    update(change().definitions(attribute).create(global(name, ALL, attribute + ":HASH")));
  }

  private void putMoreThanAStep() {
    for (int i = 0; i <= IndexBackfill.STEP_ITEMS; i++) {
      db.put("T", "pk", "p" + i, "x", "v" + i % 7);
    }
    db.put("T", "pk", "without");
    db.put("T", "pk", "of another type", "x", 1);
  }

  @Test
  void an_index_of_a_small_table_is_filled_at_once() {
    createTable();
    db.put("T", "pk", "a", "x", "1");
    db.put("T", "pk", "b", "x", 2);
    db.put("T", "pk", "c", "x", "");
    db.put("T", "pk", "d");
    TableDescription answer =
        update(change().definitions("x").create(global("gsi", Indexes.KEYS_ONLY, "x:HASH")));
    assertEquals(TableStatus.UPDATING, answer.tableStatus());
    assertEquals(IndexStatus.CREATING, index(answer, "gsi").indexStatus());
    assertEquals(false, index(answer, "gsi").backfilling());

    assertEquals(TableStatus.ACTIVE, describe().tableStatus());
    GlobalSecondaryIndexDescription index = index("gsi");
    assertEquals(IndexStatus.ACTIVE, index.indexStatus());
    assertNull(index.backfilling());
    assertEquals(elements("x:HASH"), index.keySchema());
    assertEquals(1, index.itemCount());
    assertEquals(2 + 1 + 1 + 1, index.indexSizeBytes());
  }

  @Test
  void an_index_of_a_large_table_is_filled_in_the_background() {
    createTable();
    putMoreThanAStep();
    addIndex("gsi", "x");
    assertEquals(TableStatus.ACTIVE, describe().tableStatus());
    assertEquals(IndexStatus.CREATING, index("gsi").indexStatus());
    assertEquals(true, index("gsi").backfilling());
    assertEquals(0, index("gsi").itemCount());
    db.maintain();
    assertEquals(IndexStatus.ACTIVE, index("gsi").indexStatus());
    assertNull(index("gsi").backfilling());
    assertEquals(IndexBackfill.STEP_ITEMS + 1, index("gsi").itemCount());
  }

  @Test
  void while_an_index_is_filled_no_other_one_comes_or_goes_and_the_table_stays() {
    createTable();
    addIndex("old", "o");
    putMoreThanAStep();
    addIndex("gsi", "x");
    for (TableChangeRequest other :
        List.of(
            change().definitions("y").create(global("other", ALL, "y:HASH")),
            change().delete("old"))) {
      db.assertRefused(
          ErrorCode.LIMIT_EXCEEDED,
          "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
              + " per table",
          other.build());
    }
    db.assertRefused(
        ErrorCode.RESOURCE_IN_USE,
        "Attempt to change a resource which is still in use: Table is being updated: T",
        new DeleteTableRequest("T"));
    update(change().deletionProtected(true));
    update(change().delete("gsi"));
    db.maintain();
    assertEquals(1, describe().globalSecondaryIndexes().size());
  }

  @Test
  void states_show_for_the_configured_time() {
    makeSlow();
    createTable();
    addIndex("gsi", "x");
    assertEquals(TableStatus.UPDATING, describe().tableStatus());
    assertEquals(IndexStatus.CREATING, index("gsi").indexStatus());
    assertEquals(true, index("gsi").backfilling());
    assertInUse("Table is being updated: T", change().deletionProtected(true));
    db.maintain();
    assertEquals(IndexStatus.CREATING, index("gsi").indexStatus());
    db.pass(DELAY);
    assertEquals(TableStatus.ACTIVE, describe().tableStatus());
    assertEquals(IndexStatus.ACTIVE, index("gsi").indexStatus());

    update(
        change()
            .with(
                new UpdateGlobalSecondaryIndexAction(
                    "gsi", null, new OnDemandThroughput(9L, null), null)));
    assertEquals(IndexStatus.UPDATING, index("gsi").indexStatus());
    db.pass(DELAY);
    assertEquals(IndexStatus.ACTIVE, index("gsi").indexStatus());
    assertEquals(new OnDemandThroughput(9L, null), index("gsi").onDemandThroughput());

    update(change().delete("gsi"));
    assertEquals(IndexStatus.DELETING, index("gsi").indexStatus());
    assertNull(index("gsi").keySchema());
    db.pass(DELAY);
    assertNull(describe().globalSecondaryIndexes());
    assertEquals(List.of("pk"), definitions());
    db.maintain();
    assertNull(describe().globalSecondaryIndexes());
  }

  @Test
  void an_index_that_is_being_made_can_be_deleted() {
    makeSlow();
    createTable();
    addIndex("gsi", "x");
    assertInUse("Table is being updated: T", change().deletionProtected(true).delete("gsi"));
    update(change().delete("gsi"));
    assertEquals(IndexStatus.DELETING, index("gsi").indexStatus());
  }

  @Test
  void an_index_that_is_being_deleted_is_in_use_and_keeps_its_name() {
    makeSlow();
    createTable();
    addIndex("gsi", "x");
    db.pass(DELAY);
    update(change().delete("gsi"));
    assertInUse("Table is being updated: T", change().delete("gsi"));
    db.pass(DELAY);
    addIndex("gsi", "y");
    assertEquals(elements("y:HASH"), index("gsi").keySchema());
  }

  @Test
  void a_deleted_index_is_gone_and_takes_its_definitions_along() {
    createTable();
    update(change().definitions("pk", "x", "unused").create(global("one", ALL, "x:HASH")));
    assertEquals(List.of("pk", "x"), definitions());
    update(change().definitions("x", "y").create(global("two", ALL, "x:HASH", "y:RANGE")));
    assertEquals(List.of("pk", "x", "y"), definitions());
    TableDescription answer = update(change().delete("two"));
    assertEquals(IndexStatus.DELETING, index(answer, "two").indexStatus());
    assertEquals(IndexStatus.ACTIVE, index(answer, "one").indexStatus());
    assertEquals(List.of("pk", "x"), definitions());
    assertEquals(1, describe().globalSecondaryIndexes().size());
    update(change().delete("one"));
    assertEquals(List.of("pk"), definitions());
    assertNull(describe().globalSecondaryIndexes());
  }

  @Test
  void definitions_have_to_come_with_the_index_and_agree_with_the_table() {
    createTable();
    assertInvalid(
        INVALID
            + "Some index key attributes are not defined in AttributeDefinitions. Keys: [x, pk],"
            + " AttributeDefinitions: [x, y]",
        change().definitions("x", "y").create(global("gsi", ALL, "x:HASH", "pk:RANGE")));
    assertInvalid(
        "Invalid KeySchema: Some index key attribute have no definition",
        change().create(global("gsi", ALL, "pk:HASH")));
    assertInvalid(
        INVALID + "Duplicate AttributeName in AttributeDefinitions: pk",
        change().definitions("x", "pk:N").create(global("gsi", ALL, "x:HASH")));
    assertInvalid(
        INVALID + "Duplicate AttributeName in AttributeDefinitions: x",
        change().definitions("x", "x:N").create(global("gsi", ALL, "x:HASH")));
  }

  @Test
  void an_index_has_to_be_new_or_there() {
    db.call(
        new TableRequest("T")
            .keys("pk", "sk")
            .definitions("pk", "sk", "x")
            .local(local("lsi", ALL, "pk:HASH", "x:RANGE"))
            .build());
    addIndex("gsi", "y");
    for (String present : List.of("gsi", "lsi")) {
      assertInvalid(
          "Attempting to create an index which already exists",
          change().definitions("x").create(global(present, ALL, "x:HASH")));
    }
    for (String absent : List.of("none", "lsi")) {
      String message = "Requested resource not found: Table: T Index: " + absent + " not found";
      db.assertRefused(ErrorCode.RESOURCE_NOT_FOUND, message, change().delete(absent).build());
      db.assertRefused(
          ErrorCode.RESOURCE_NOT_FOUND, message, change().update(absent, 1, 1).build());
    }
  }

  @Test
  void each_update_says_one_thing_of_one_index() {
    createTable();
    assertInvalid(
        INVALID
            + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
            + " GlobalSecondaryIndexUpdate.Delete must not be null",
        change().with(new GlobalSecondaryIndexUpdate(null, null, null)));
    assertInvalid(
        INVALID
            + "Only one of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
            + " GlobalSecondaryIndexUpdate.Delete can be specified",
        change()
            .with(
                new GlobalSecondaryIndexUpdate(
                    null,
                    global("gsi", ALL, "x:HASH"),
                    new DeleteGlobalSecondaryIndexAction("gsi"))));
    assertInvalid(
        INVALID
            + "Only one global secondary index update per index is allowed simultaneously. Index:"
            + " gsi",
        change().delete("gsi").update("gsi", 1, 1));
    db.assertRefused(
        ErrorCode.LIMIT_EXCEEDED,
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
            + " per table",
        change()
            .definitions("x")
            .create(global("one", ALL, "x:HASH"))
            .create(global("two", ALL, "x:HASH"))
            .build());
  }

  @Test
  void throughput_of_an_index_follows_the_billing_mode() {
    db.call(new TableRequest("T").provisioned(1L, 1L).build());
    assertInvalid(
        INVALID + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: gsi",
        change().definitions("x").create(global("gsi", ALL, "x:HASH")));
    ProvisionedThroughput units = new ProvisionedThroughput(2L, 3L);
    update(change().definitions("x").create(global("gsi", units, "x:HASH")));
    db.pass(DELAY);
    update(change().update("gsi", 2, 4));
    assertEquals(
        new ProvisionedThroughputDescription(db.now(), null, 0L, 2L, 4L),
        index("gsi").provisionedThroughput());
    assertInvalid(
        "The provisioned throughput for the index gsi will not change. The requested value equals"
            + " the current value. Current ReadCapacityUnits provisioned for the index gsi: 2."
            + " Requested ReadCapacityUnits: 2. Current WriteCapacityUnits provisioned for the"
            + " index gsi: 4. Requested WriteCapacityUnits: 4. Refer to the Amazon DynamoDB"
            + " Developer Guide for current limits and how to request higher limits.",
        change().update("gsi", 2, 4));

    update(change().mode(BillingMode.PAY_PER_REQUEST));
    assertEquals(0, index("gsi").provisionedThroughput().readCapacityUnits());
    assertEquals(12_000, index("gsi").warmThroughput().readUnitsPerSecond());
    assertInvalid(
        INVALID
            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: gsi"
            + " when BillingMode is PAY_PER_REQUEST",
        change().update("gsi", 1, 1));
    assertInvalid(
        INVALID + "ProvisionedThroughput must be specified for index: gsi",
        change().mode(BillingMode.PROVISIONED).units(5, 5));
    update(change().mode(BillingMode.PROVISIONED).units(5, 5).update("gsi", 6, 7));
    assertEquals(6, index("gsi").provisionedThroughput().readCapacityUnits());
    assertEquals(7, index("gsi").provisionedThroughput().writeCapacityUnits());
  }

  @Test
  void an_update_of_an_index_has_to_ask_for_something() {
    createTable();
    addIndex("gsi", "x");
    assertInvalid(
        INVALID
            + "One of ProvisionedThroughput, OnDemandThroughput or WarmThroughput must be specified"
            + " for index: gsi",
        change().with(new UpdateGlobalSecondaryIndexAction("gsi", null, null, null)));
  }
}
