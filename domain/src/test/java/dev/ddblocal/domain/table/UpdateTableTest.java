package dev.ddblocal.domain.table;

import static dev.ddblocal.domain.table.Indexes.ALL;
import static dev.ddblocal.domain.table.Indexes.global;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.TableClass;
import dev.ddblocal.domain.schema.TableStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What UpdateTable changes of a table, and what it refuses. */
class UpdateTableTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final Duration HOUR = Duration.ofHours(1);

  private final LocalDynamoDb db = new LocalDynamoDb();

  private static TableChangeRequest change() {
    return new TableChangeRequest();
  }

  private TableDescription update(TableChangeRequest request) {
    return db.call(request.build()).tableDescription();
  }

  private TableDescription describe() {
    return db.call(new DescribeTableRequest("T")).table();
  }

  private void assertInvalid(String message, TableChangeRequest request) {
    db.assertInvalid(message, request.build());
  }

  private void createProvisioned(long read, long write) {
    db.call(new TableRequest("T").provisioned(read, write).build());
  }

  private void createOnDemand() {
    db.createTable("T", "pk:S");
  }

  @Test
  void an_update_is_answered_as_updating_and_then_active() {
    createOnDemand();
    assertEquals(TableStatus.UPDATING, update(change().deletionProtected(true)).tableStatus());
    assertEquals(TableStatus.ACTIVE, describe().tableStatus());
    assertTrue(describe().deletionProtectionEnabled());
    update(change().deletionProtected(false));
    assertFalse(describe().deletionProtectionEnabled());
  }

  @Test
  void a_missing_table_is_not_found() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: T not found",
        change().deletionProtected(true).build());
  }

  @Test
  void a_request_has_to_ask_for_something() {
    createOnDemand();
    String nothing =
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
            + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required";
    assertInvalid(nothing, change());
    assertInvalid(nothing, change().definitions("pk"));
    assertInvalid(nothing, change().noUpdates());
    assertInvalid(
        INVALID + "List of GlobalSecondaryIndexUpdates is empty",
        change().deletionProtected(true).noUpdates());
  }

  @Test
  void updating_shows_for_the_configured_time_and_keeps_items_usable() {
    LocalDynamoDb slow =
        new LocalDynamoDb(new DynamoDbSettings(Duration.ZERO, HOUR, Duration.ZERO));
    slow.createTable("T", "pk:S");
    slow.call(change().deletionProtected(true).build());
    assertEquals(
        TableStatus.UPDATING, slow.call(new DescribeTableRequest("T")).table().tableStatus());
    slow.put("T", "pk", "a");
    String inUse = "Attempt to change a resource which is still in use: Table is being updated: T";
    slow.assertRefused(ErrorCode.RESOURCE_IN_USE, inUse, change().deletionProtected(false).build());
    slow.assertRefused(ErrorCode.RESOURCE_IN_USE, inUse, new DeleteTableRequest("T"));
    slow.pass(HOUR);
    assertEquals(
        TableStatus.ACTIVE, slow.call(new DescribeTableRequest("T")).table().tableStatus());
    slow.call(change().deletionProtected(false).build());
  }

  @Test
  void provisioned_throughput_is_changed_with_the_times_of_its_changes() {
    createProvisioned(5, 5);
    db.pass(HOUR);
    Instant raised = db.now();
    update(change().units(6, 5));
    assertEquals(
        new ProvisionedThroughputDescription(raised, null, 0L, 6L, 5L),
        describe().provisionedThroughput());
    db.pass(HOUR);
    Instant both = db.now();
    update(change().mode(BillingMode.PROVISIONED).units(7, 4));
    assertEquals(
        new ProvisionedThroughputDescription(both, both, 1L, 7L, 4L),
        describe().provisionedThroughput());
    db.pass(HOUR);
    Instant lowered = db.now();
    update(change().units(6, 4));
    assertEquals(
        new ProvisionedThroughputDescription(both, lowered, 2L, 6L, 4L),
        describe().provisionedThroughput());
    assertEquals(6, describe().warmThroughput().readUnitsPerSecond());
    db.pass(Duration.ofDays(1));
    assertEquals(0, describe().provisionedThroughput().numberOfDecreasesToday());
    Instant tomorrow = db.now();
    update(change().units(5, 4));
    assertEquals(
        new ProvisionedThroughputDescription(both, tomorrow, 1L, 5L, 4L),
        describe().provisionedThroughput());
  }

  @Test
  void provisioned_throughput_has_to_change() {
    createProvisioned(300, 301);
    String message =
        "The provisioned throughput for the table will not change. The requested value equals the"
            + " current value. Current ReadCapacityUnits provisioned for the table: 300. Requested"
            + " ReadCapacityUnits: 300. Current WriteCapacityUnits provisioned for the table: 301."
            + " Requested WriteCapacityUnits: 301. Refer to the Amazon DynamoDB Developer Guide for"
            + " current limits and how to request higher limits.";
    assertInvalid(message, change().units(300, 301));
    assertInvalid(message, change().mode(BillingMode.PROVISIONED).units(300, 301));
    assertInvalid(
        INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
        change().mode(BillingMode.PROVISIONED));
    db.assertRefused(
        ErrorCode.LIMIT_EXCEEDED,
        "Subscriber limit exceeded: Provisioned throughput per table is limited to 40000 read"
            + " capacity units",
        change().units(40_001, 1).build());
  }

  @Test
  void provisioned_throughput_does_not_go_with_on_demand() {
    createOnDemand();
    String message =
        INVALID
            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
            + " is PAY_PER_REQUEST";
    assertInvalid(message, change().units(1, 1));
    assertInvalid(message, change().mode(BillingMode.PAY_PER_REQUEST).units(1, 1));
  }

  @Test
  void the_billing_mode_goes_there_and_back() {
    createProvisioned(5, 5);
    db.pass(HOUR);
    Instant since = db.now();
    update(change().mode(BillingMode.PAY_PER_REQUEST).maxima(7L, null));
    assertEquals(
        new BillingModeSummary(BillingMode.PAY_PER_REQUEST, since),
        describe().billingModeSummary());
    assertEquals(0, describe().provisionedThroughput().readCapacityUnits());
    assertEquals(12_000, describe().warmThroughput().readUnitsPerSecond());
    db.pass(HOUR);
    update(change().mode(BillingMode.PAY_PER_REQUEST));
    update(change().mode(BillingMode.PROVISIONED).units(8, 9));
    assertEquals(
        new BillingModeSummary(BillingMode.PROVISIONED, since), describe().billingModeSummary());
    assertEquals(8, describe().provisionedThroughput().readCapacityUnits());
    assertNull(describe().onDemandThroughput());
  }

  @Test
  void on_demand_maxima_change_one_by_one_and_are_lifted_by_minus_one() {
    createOnDemand();
    update(change().maxima(7L, 8L));
    update(change().maxima(9L, null));
    assertEquals(new OnDemandThroughput(9L, 8L), describe().onDemandThroughput());
    update(change().maxima(-1L, null));
    assertEquals(new OnDemandThroughput(null, 8L), describe().onDemandThroughput());
    update(change().maxima(null, -1L));
    assertNull(describe().onDemandThroughput());
    assertInvalid(
        INVALID
            + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid"
            + " range",
        change().maxima(0L, null));
  }

  @Test
  void warm_throughput_only_grows() {
    createOnDemand();
    update(change().warm(20_000L, null));
    assertEquals(20_000, describe().warmThroughput().readUnitsPerSecond());
    assertEquals(4_000, describe().warmThroughput().writeUnitsPerSecond());
    update(change().warm(20_000L, 5_000L));
    assertInvalid(
        INVALID
            + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current"
            + " WarmThroughput, decreasing WarmThroughput is not supported",
        change().warm(19_999L, 5_000L));
  }

  @Test
  void the_table_class_is_changed_with_its_time() {
    createOnDemand();
    db.pass(HOUR);
    Instant changed = db.now();
    update(change().tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
    db.pass(HOUR);
    update(change().tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
    assertEquals(
        new TableClassSummary(TableClass.STANDARD_INFREQUENT_ACCESS, changed),
        describe().tableClassSummary());
  }

  @Test
  void encryption_is_recorded_and_taken_back() {
    createOnDemand();
    update(change().encryption(true, "0000"));
    assertEquals(
        "arn:aws:kms:us-east-1:111122223333:key/0000",
        describe().sseDescription().kmsMasterKeyArn());
    assertInvalid(
        INVALID + "Table is already encrypted by given KMSMasterKeyId",
        change().encryption(true, "0000"));
    update(change().encryption(false, null));
    assertNull(describe().sseDescription());
  }

  @Test
  void a_refused_update_changes_nothing() {
    createOnDemand();
    TableDescription before = describe();
    assertInvalid(
        "Invalid KeySchema: Some index key attribute have no definition",
        change().deletionProtected(true).create(global("gsi", ALL, "x:HASH")));
    assertEquals(before, describe());
  }
}
