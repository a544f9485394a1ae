package dev.ddblocal.domain.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.TableClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What CreateTable records of a request, and what it refuses. */
class CreateTableRulesTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();

  private TableDescription create(TableRequest request) {
    return db.call(request.build()).tableDescription();
  }

  private void assertInvalid(String message, TableRequest request) {
    db.assertInvalid(message, request.build());
  }

  private static TableRequest table() {
    return new TableRequest("T");
  }

  @Test
  void a_provisioned_table_answers_its_units_and_no_billing_mode_summary() {
    TableDescription table =
        create(
            table()
                .provisioned(5L, 6L)
                .encryption(true, null, null)
                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
    assertNull(table.billingModeSummary());
    assertEquals(5, table.provisionedThroughput().readCapacityUnits());
    assertEquals(6, table.provisionedThroughput().writeCapacityUnits());
    assertEquals(0, table.provisionedThroughput().numberOfDecreasesToday());
    assertEquals(5, table.warmThroughput().readUnitsPerSecond());
    assertEquals(SSEStatus.ENABLED, table.sseDescription().status());
    assertEquals(SSEType.KMS, table.sseDescription().sseType());
    assertEquals(TableClass.STANDARD_INFREQUENT_ACCESS, table.tableClassSummary().tableClass());
  }

  @Test
  void a_kms_key_is_answered_as_its_arn() {
    String arn = "arn:aws:kms:us-east-1:111122223333:key/0000";
    for (String id : List.of(arn, "0000")) {
      TableDescription table =
          create(new TableRequest("T-" + id.length()).encryption(true, SSEType.KMS, id));
      assertEquals(arn, table.sseDescription().kmsMasterKeyArn());
    }
  }

  @Test
  void throughput_has_to_fit_the_billing_mode() {
    assertInvalid(
        INVALID
            + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
            + " PROVISIONED",
        table().provisioned(null, null));
    assertInvalid(
        INVALID
            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
            + " is PAY_PER_REQUEST",
        table().units(1, 1));
    db.assertRefused(
        ErrorCode.LIMIT_EXCEEDED,
        "Subscriber limit exceeded: Provisioned throughput per table is limited to 40000 read"
            + " capacity units",
        table().provisioned(40_001L, 1L).build());
    assertInvalid(
        INVALID
            + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when table"
            + " BillingMode is PROVISIONED.",
        table().provisioned(1L, 1L).maxima(1L, null));
  }

  @Test
  void on_demand_maxima_and_warm_throughput_are_recorded_where_they_are_set() {
    TableDescription table = create(table().maxima(null, 7L).warm(13_000L, null));
    assertEquals(new OnDemandThroughput(null, 7L), table.onDemandThroughput());
    assertEquals(13_000, table.warmThroughput().readUnitsPerSecond());
    assertEquals(4_000, table.warmThroughput().writeUnitsPerSecond());
    assertInvalid(
        INVALID
            + "Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid"
            + " range",
        new TableRequest("U").maxima(null, 0L));
    assertInvalid(
        INVALID
            + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than the minimum"
            + " value 12000",
        new TableRequest("U").warm(1L, 1L));
  }

  @Test
  void encryption_without_kms_is_refused() {
    assertInvalid(
        INVALID + "SSEType AES256 is not supported. Only KMS is supported.",
        table().encryption(true, SSEType.AES256, null));
    assertInvalid(
        INVALID + "KMSMasterKeyId can only be specified when server-side encryption is enabled",
        table().encryption(false, null, "k"));
  }

  @Test
  void a_key_schema_has_to_fit_its_definitions() {
    assertInvalid(
        "Invalid KeySchema: Some index key attribute have no definition",
        table().keys("pk", "pk").definitions("pk"));
    assertInvalid(
        "Invalid KeySchema: Some index key attribute have no definition",
        table().keys("pk", "sk").definitions("pk"));
    assertInvalid(
        INVALID
            + "Number of attributes in KeySchema does not exactly match number of attributes"
            + " defined in AttributeDefinitions",
        table().keys("pk").definitions("pk", "x"));
    assertInvalid(
        INVALID
            + "Some index key attributes are not defined in AttributeDefinitions. Keys: [pk, sk],"
            + " AttributeDefinitions: [pk, x]",
        table().keys("pk", "sk").definitions("pk", "x"));
    assertInvalid(
        INVALID + "Duplicate AttributeName in AttributeDefinitions: pk",
        table().keys("pk").definitions("pk", "pk"));
    assertInvalid(
        "Both the Hash Key and the Range Key element in the KeySchema have the same name",
        table().keys("pk", "pk").definitions("pk", "sk"));
  }
}
