package dev.ddblocal.domain.ttl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting by which items expire: its states, and the changes of it that are refused. */
class UpdateTimeToLiveTest {
  private static final String UPDATE = "UpdateTimeToLive";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String TOO_SOON =
      "Time to live has been modified multiple times within a fixed interval";

  private LocalDynamoDb db = new LocalDynamoDb();
  private DynamoDbJson json = new DynamoDbJson(db);

  private void useDelays(Duration create, Duration update, Duration delete) {
    db = new LocalDynamoDb(new DynamoDbSettings(create, update, delete));
    json = new DynamoDbJson(db);
  }

  private void createTable() {
    db.createTable("T", "pk:S", "sk:N");
  }

  private static String setting(boolean enabled, String attribute) {
    return setting("T", enabled, attribute);
  }

  private static String setting(String table, boolean enabled, String attribute) {
    return """
    {"TableName":"%s","TimeToLiveSpecification":{"Enabled":%s,"AttributeName":"%s"}}
    """
        .formatted(table, enabled, attribute);
  }

  private void update(boolean enabled, String attribute) {
    json.answers(
        "{\"TimeToLiveSpecification\":{\"Enabled\":%s,\"AttributeName\":\"%s\"}}"
            .formatted(enabled, attribute),
        UPDATE,
        setting(enabled, attribute));
  }

  private void assertDescribed(String description) {
    json.answers(
        "{\"TimeToLiveDescription\":" + description + "}",
        "DescribeTimeToLive",
        "{\"TableName\":\"T\"}");
  }

  private void assertDescribed(String status, String attribute) {
    assertDescribed(
        "{\"TimeToLiveStatus\":\"%s\",\"AttributeName\":\"%s\"}".formatted(status, attribute));
  }

  private void assertDisabled() {
    assertDescribed("{\"TimeToLiveStatus\":\"DISABLED\"}");
  }

  /** How many stores the table has. */
  private int stores() {
    return db.storage()
        .keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION))
        .read(transaction -> transaction.table(new TableName("T")).orElseThrow().stores().size())
        .toCompletableFuture()
        .join();
  }

  @Test
  void a_new_tables_items_do_not_expire() {
    createTable();
    assertDisabled();
    assertEquals(1, stores());
  }

  @Test
  void the_setting_is_made_and_unmade() {
    createTable();
    update(true, "ends");
    assertDescribed("ENABLED", "ends");
    assertEquals(2, stores());
    db.pass(HOUR);
    update(false, "ends");
    assertDisabled();
    assertEquals(1, stores());
    db.pass(HOUR);
    update(true, "other");
    assertDescribed("ENABLED", "other");
  }

  /** Any attribute will do, one of the key as well. */
  @ParameterizedTest
  @ValueSource(strings = {"sk", "pk", "with blanks", "größe", "a.b"})
  void any_attribute_can_hold_the_time(String attribute) {
    createTable();
    update(true, attribute);
    assertDescribed("ENABLED", attribute);
  }

  @Test
  void the_states_of_a_change_show_for_the_configured_time() {
    useDelays(Duration.ZERO, MINUTE, Duration.ZERO);
    createTable();
    update(true, "ends");
    assertDescribed("ENABLING", "ends");
    db.pass(MINUTE);
    assertDescribed("ENABLING", "ends");
    db.maintain();
    assertDescribed("ENABLED", "ends");
    db.pass(HOUR);
    update(false, "ends");
    assertDescribed("DISABLING", "ends");
    assertEquals(2, stores());
    json.refuses("TimeToLive is already disabled", UPDATE, setting(false, "ends"));
    json.refuses(TOO_SOON, UPDATE, setting(true, "ends"));
    db.pass(MINUTE);
    assertDisabled();
    db.maintain();
    assertDisabled();
    assertEquals(1, stores());
  }

  @Test
  void what_is_so_already_is_refused() {
    createTable();
    json.refuses("TimeToLive is already disabled", UPDATE, setting(false, "ends"));
    update(true, "ends");
    json.refuses("TimeToLive is already enabled", UPDATE, setting(true, "ends"));
    db.pass(HOUR);
    json.refuses("TimeToLive is already enabled", UPDATE, setting(true, "ends"));
    assertDescribed("ENABLED", "ends");
  }

  @Test
  void another_attribute_is_refused_while_one_is_in_use() {
    createTable();
    update(true, "ends");
    db.pass(HOUR);
    String message =
        "TimeToLive is active on a different AttributeName: current AttributeName is ends";
    json.refuses(message, UPDATE, setting(true, "other"));
    json.refuses(message, UPDATE, setting(false, "other"));
    assertDescribed("ENABLED", "ends");
  }

  @Test
  void a_second_change_within_an_hour_is_refused() {
    createTable();
    update(true, "ends");
    db.pass(HOUR.minusMillis(1));
    json.refuses(TOO_SOON, UPDATE, setting(false, "ends"));
    db.pass(Duration.ofMillis(1));
    update(false, "ends");
    db.pass(HOUR.minusMillis(1));
    json.refuses(TOO_SOON, UPDATE, setting(true, "ends"));
    db.pass(Duration.ofMillis(1));
    update(true, "ends");
  }

  @Test
  void a_table_made_anew_may_be_changed_at_once() {
    createTable();
    update(true, "ends");
    json.call("DeleteTable", "{\"TableName\":\"T\"}");
    createTable();
    assertDisabled();
    update(true, "other");
  }

  @Test
  void a_missing_table_is_not_found() {
    String message = "Requested resource not found: Table: T not found";
    json.refuses(ErrorCode.RESOURCE_NOT_FOUND, message, UPDATE, setting(true, "ends"));
    json.refuses(
        ErrorCode.RESOURCE_NOT_FOUND, message, "DescribeTimeToLive", "{\"TableName\":\"T\"}");
  }

  @Test
  void a_table_is_named_by_its_arn_as_well() {
    createTable();
    String arn = "arn:aws:dynamodb:us-east-1:111122223333:table/T";
    json.call(UPDATE, setting(arn, true, "ends"));
    json.answers(
        "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"ends\"}}",
        "DescribeTimeToLive",
        "{\"TableName\":\"%s\"}".formatted(arn));
    json.refuses(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        "DescribeTimeToLive",
        "{\"TableName\":\"%s\"}".formatted(arn.replace("us-east-1", "eu-west-1")));
  }

  @Test
  void only_an_active_table_can_be_changed() {
    useDelays(MINUTE, MINUTE, MINUTE);
    createTable();
    String inUse = "Attempt to change a resource which is still in use: Table is being ";
    json.refuses(ErrorCode.RESOURCE_IN_USE, inUse + "created: T", UPDATE, setting(true, "ends"));
    assertDisabled();
    db.pass(MINUTE);
    json.call("UpdateTable", "{\"TableName\":\"T\",\"DeletionProtectionEnabled\":false}");
    json.refuses(ErrorCode.RESOURCE_IN_USE, inUse + "updated: T", UPDATE, setting(true, "ends"));
    db.pass(MINUTE);
    update(true, "ends");
    json.call("DeleteTable", "{\"TableName\":\"T\"}");
    json.refuses(ErrorCode.RESOURCE_IN_USE, inUse + "deleted: T", UPDATE, setting(false, "ends"));
    assertDescribed("ENABLING", "ends");
  }
}
