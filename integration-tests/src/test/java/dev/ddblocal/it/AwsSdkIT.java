package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The main job with the AWS SDK for Java, as two accounts. */
class AwsSdkIT {
  @TempDir static Path folder;

  private static TenantServer server;
  private static DynamoDbClient first;
  private static DynamoDbClient second;

  @BeforeAll
  static void start() throws IOException {
    server = TenantServer.start(folder);
    first = server.first(Region.US_EAST_1);
    second = server.second(Region.US_EAST_1);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static CreateTableRequest.Builder table(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            AttributeDefinition.builder()
                .attributeName("pk")
                .attributeType(ScalarAttributeType.S)
                .build())
        .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build());
  }

  private static Map<String, AttributeValue> key(String value) {
    return Map.of("pk", AttributeValue.fromS(value));
  }

  private static final ReplicationGroupUpdate REPLICA =
      ReplicationGroupUpdate.builder()
          .create(CreateReplicationGroupMemberAction.builder().regionName("eu-west-1").build())
          .build();

  @Test
  void all_ten_types_come_back_as_they_were_sent() {
    first.createTable(table("Types").build());
    Map<String, AttributeValue> item =
        Map.ofEntries(
            Map.entry("pk", AttributeValue.fromS("types")),
            Map.entry("S", AttributeValue.fromS("Grüße \uD83D\uDE00 \u0000")),
            Map.entry("empty", AttributeValue.fromS("")),
            Map.entry("N", AttributeValue.fromN("-12345678901234567890.123456789012345678")),
            Map.entry("B", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 127}))),
            Map.entry("SS", AttributeValue.fromSs(List.of("a", "", "b"))),
            Map.entry("NS", AttributeValue.fromNs(List.of("1", "-2.5", "0"))),
            Map.entry(
                "BS",
                AttributeValue.fromBs(
                    List.of(SdkBytes.fromUtf8String("x"), SdkBytes.fromUtf8String("")))),
            Map.entry("BOOL", AttributeValue.fromBool(false)),
            Map.entry("NULL", AttributeValue.fromNul(true)),
            Map.entry(
                "M",
                AttributeValue.fromM(
                    Map.of("in", AttributeValue.fromL(List.of(AttributeValue.fromN("1")))))),
            Map.entry("L", AttributeValue.fromL(List.of())));
    first.putItem(put -> put.tableName("Types").item(item));
    Map<String, AttributeValue> read =
        first.getItem(get -> get.tableName("Types").key(key("types")).consistentRead(true)).item();
    assertEquals(item.keySet(), read.keySet());
    assertEquals(new HashSet<>(item.get("SS").ss()), new HashSet<>(read.get("SS").ss()));
    assertEquals(new HashSet<>(item.get("NS").ns()), new HashSet<>(read.get("NS").ns()));
    assertEquals(new HashSet<>(item.get("BS").bs()), new HashSet<>(read.get("BS").bs()));
    assertArrayEquals(item.get("B").b().asByteArray(), read.get("B").b().asByteArray());
    for (String name : List.of("S", "empty", "N", "BOOL", "NULL", "M", "L")) {
      assertEquals(item.get(name), read.get(name));
    }
  }

  @Test
  void a_table_is_described_in_full() {
    first.createTable(
        table("Described")
            .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
            .deletionProtectionEnabled(true)
            .sseSpecification(sse -> sse.enabled(true).sseType(SSEType.KMS))
            .onDemandThroughput(most -> most.maxReadRequestUnits(10L).maxWriteRequestUnits(20L))
            .warmThroughput(warm -> warm.readUnitsPerSecond(15000L).writeUnitsPerSecond(5000L))
            .build());
    TableDescription table =
        first
            .waiter()
            .waitUntilTableExists(request -> request.tableName("Described"))
            .matched()
            .response()
            .orElseThrow()
            .table();
    assertEquals(TableStatus.ACTIVE, table.tableStatus());
    assertEquals(Tenants.firstTable("Described"), table.tableArn());
    assertEquals(36, table.tableId().length());
    assertEquals(TableClass.STANDARD_INFREQUENT_ACCESS, table.tableClassSummary().tableClass());
    assertTrue(table.deletionProtectionEnabled());
    assertTrue(table.sseDescription().kmsMasterKeyArn().startsWith("arn:aws:kms:us-east-1:"));
    assertEquals(20L, table.onDemandThroughput().maxWriteRequestUnits());
    assertEquals(15000L, table.warmThroughput().readUnitsPerSecond());
    assertEquals(BillingMode.PAY_PER_REQUEST, table.billingModeSummary().billingMode());
    assertThrows(
        DynamoDbException.class,
        () -> first.deleteTable(request -> request.tableName("Described")));
    assertThrows(ResourceInUseException.class, () -> first.createTable(table("Described").build()));
  }

  @Test
  void batches_write_and_read_and_tell_their_capacity() {
    first.createTable(table("Batches").build());
    List<WriteRequest> writes = new ArrayList<>();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      Map<String, AttributeValue> key = key("k" + i);
      keys.add(key);
      writes.add(WriteRequest.builder().putRequest(put -> put.item(key)).build());
    }
    var written =
        first.batchWriteItem(batch ->
            batch
                .requestItems(Map.of("Batches", writes))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
    assertFalse(written.hasUnprocessedItems() && !written.unprocessedItems().isEmpty());
    assertEquals(25.0, written.consumedCapacity().getFirst().table().capacityUnits());
    String arn = Tenants.firstTable("Batches");
    var read =
        first.batchGetItem(batch ->
            batch
                .requestItems(Map.of(arn, KeysAndAttributes.builder().keys(keys).build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    assertEquals(new HashSet<>(keys), new HashSet<>(read.responses().get(arn)));
    assertEquals(12.5, read.consumedCapacity().getFirst().capacityUnits());
    assertEquals(
        25L, first.describeTable(request -> request.tableName("Batches")).table().itemCount());
  }

  @Test
  void an_answer_of_many_large_items_leaves_unprocessed_keys_that_a_second_call_reads() {
    first.createTable(table("Large").build());
    String filler = "x".repeat(390 * 1024);
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      keys.add(key("k" + i));
      Map<String, AttributeValue> item =
          Map.of("pk", AttributeValue.fromS("k" + i), "v", AttributeValue.fromS(filler));
      first.putItem(put -> put.tableName("Large").item(item));
    }
    Map<String, KeysAndAttributes> wanted =
        Map.of("Large", KeysAndAttributes.builder().keys(keys).build());
    int calls = 0;
    int items = 0;
    while (!wanted.isEmpty()) {
      Map<String, KeysAndAttributes> next = wanted;
      var answer = first.batchGetItem(batch -> batch.requestItems(next));
      items += answer.responses().get("Large").size();
      wanted = answer.unprocessedKeys();
      calls++;
    }
    assertEquals(50, items);
    assertEquals(2, calls);
  }

  @Test
  void old_items_are_answered_when_asked_for() {
    first.createTable(table("Old").build());
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("a"), "v", AttributeValue.fromN("1"));
    assertFalse(
        first
            .putItem(put -> put.tableName("Old").item(item).returnValues(ReturnValue.ALL_OLD))
            .hasAttributes());
    assertEquals(
        item,
        first
            .putItem(put -> put.tableName("Old").item(key("a")).returnValues(ReturnValue.ALL_OLD))
            .attributes());
    assertEquals(
        key("a"),
        first
            .deleteItem(
                delete -> delete.tableName("Old").key(key("a")).returnValues(ReturnValue.ALL_OLD))
            .attributes());
  }

  @Test
  void the_second_account_has_tables_of_its_own() {
    first.createTable(table("Shared-name").build());
    assertThrows(
        ResourceNotFoundException.class,
        () -> second.getItem(get -> get.tableName("Shared-name").key(key("a"))));
    second.createTable(table("Shared-name").build());
    first.putItem(put -> put.tableName("Shared-name").item(key("a")));
    assertFalse(second.getItem(get -> get.tableName("Shared-name").key(key("a"))).hasItem());
    DynamoDbException denied =
        assertThrows(
            DynamoDbException.class,
            () ->
                second.getItem(
                    get -> get.tableName(Tenants.firstTable("Shared-name")).key(key("a"))));
    assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    assertTrue(
        denied
            .awsErrorDetails()
            .errorMessage()
            .contains("because no resource-based policy allows the dynamodb:GetItem action"));
  }

  @Test
  void a_region_is_a_namespace_of_its_own() {
    first.createTable(table("Regional").build());
    DynamoDbClient frankfurt = server.first(Region.EU_CENTRAL_1);
    assertFalse(frankfurt.listTables().tableNames().contains("Regional"));
    assertThrows(
        ResourceNotFoundException.class,
        () -> frankfurt.describeTable(get -> get.tableName(Tenants.firstTable("Regional"))));
  }

  @Test
  void tables_are_listed_page_by_page() {
    DynamoDbClient lister = server.second(Region.AP_SOUTHEAST_2);
    for (int i = 0; i < 7; i++) {
      lister.createTable(table("Page-" + i).build());
    }
    assertEquals(
        List.of("Page-0", "Page-1", "Page-2", "Page-3", "Page-4", "Page-5", "Page-6"),
        lister.listTablesPaginator(list -> list.limit(3)).tableNames().stream().toList());
  }

  @Test
  void parameters_that_are_not_supported_yet_are_refused_by_name() {
    first.createTable(table("Refusals").build());
    assertRefused(
        "ReplicaUpdates",
        () -> first.updateTable(request -> request.tableName("Refusals").replicaUpdates(REPLICA)));
    assertEquals(
        0L, first.describeTable(request -> request.tableName("Refusals")).table().itemCount());
  }

  private static void assertRefused(String parameter, Runnable call) {
    DynamoDbException refused = assertThrows(DynamoDbException.class, call::run);
    assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
    assertTrue(
        refused.awsErrorDetails().errorMessage().contains(parameter),
        refused.awsErrorDetails().errorMessage());
  }
}
