package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The calls that Terraform's AWS provider makes for its resource {@code aws_dynamodb_table}, in the
 * order in which it makes them, and the members that it reads of the answers.
 *
 * <p>Sources: the resource's documentation
 * (registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table: arguments,
 * exported attributes, timeouts), and what its issues and pull requests tell of the calls:
 *
 * <ul>
 *   <li>hashicorp/terraform-provider-aws 8469: tags are given by CreateTable
 *   <li>10304, 39195, 44730: UpdateTimeToLive when {@code ttl} is made or changed, its refusals,
 *       and that a disabled setting has no name when it is read back
 *   <li>26577, 26744: reading calls DescribeTable, then DescribeContinuousBackups, whose
 *       TableNotFoundException means a table that is gone
 *   <li>39275, 39326: after TagResource and UntagResource, ListTagsOfResource until it shows them
 *   <li>localstack/terraform-local 4: the first apply fails where DescribeContinuousBackups is
 *       unknown
 * </ul>
 */
class TerraformCallsIT {
  private static final String NAME = "GameScores";
  private static final String ARN = Tenants.firstTable(NAME);

  @TempDir Path folder;

  private TenantServer server;
  private DynamoDbClient provider;

  @BeforeEach
  void start() throws IOException {
    server = TenantServer.start(folder);
    provider = server.first(Region.US_EAST_1);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static GlobalSecondaryIndex titleIndex() {
    return GlobalSecondaryIndex.builder()
        .indexName("GameTitleIndex")
        .keySchema(key("GameTitle", KeyType.HASH), key("TopScore", KeyType.RANGE))
        .projection(projection ->
            projection.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("UserId"))
        .provisionedThroughput(units -> units.readCapacityUnits(10L).writeCapacityUnits(10L))
        .build();
  }

  /** The example of the resource's documentation, with a local index besides. */
  private static CreateTableRequest.Builder table() {
    return CreateTableRequest.builder()
        .tableName(NAME)
        .billingMode(BillingMode.PROVISIONED)
        .provisionedThroughput(units -> units.readCapacityUnits(20L).writeCapacityUnits(20L))
        .attributeDefinitions(
            attribute("UserId", ScalarAttributeType.S),
            attribute("GameTitle", ScalarAttributeType.S),
            attribute("TopScore", ScalarAttributeType.N))
        .keySchema(key("UserId", KeyType.HASH), key("GameTitle", KeyType.RANGE))
        .globalSecondaryIndexes(titleIndex())
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName("Best")
                .keySchema(key("UserId", KeyType.HASH), key("TopScore", KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build())
        .deletionProtectionEnabled(false)
        .tags(tag("Name", "dynamodb-table-1"), tag("Environment", "production"));
  }

  /** Create: the table, then until it is ACTIVE, then the setting of expiry. */
  private void create() {
    TableDescription made = provider.createTable(table().build()).tableDescription();
    assertEquals(TableStatus.CREATING, made.tableStatus());
    assertEquals(NAME, made.tableName());
    assertEquals(ARN, made.tableArn());
    waitUntilActive();
    provider.updateTimeToLive(update ->
        update
            .tableName(NAME)
            .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("TimeToExist")));
    waitUntil(TimeToLiveStatus.ENABLED);
  }

  private void waitUntilActive() {
    provider.waiter().waitUntilTableExists(describe -> describe.tableName(NAME));
    TableDescription table = describe();
    assertEquals(TableStatus.ACTIVE, table.tableStatus());
    for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
      assertEquals(IndexStatus.ACTIVE, index.indexStatus());
    }
  }

  private void waitUntil(TimeToLiveStatus status) {
    assertEquals(status, timeToLive().timeToLiveStatus());
  }

  private TableDescription describe() {
    return provider.describeTable(describe -> describe.tableName(NAME)).table();
  }

  private TimeToLiveDescription timeToLive() {
    return provider
        .describeTimeToLive(describe -> describe.tableName(NAME))
        .timeToLiveDescription();
  }

  private Set<Tag> tags() {
    return Set.copyOf(provider.listTagsOfResource(list -> list.resourceArn(ARN)).tags());
  }

  @Test
  void create_then_read_gives_back_every_argument() {
    create();

    TableDescription table = describe();
    assertEquals(ARN, table.tableArn());
    assertEquals(NAME, table.tableName());
    assertNull(table.billingModeSummary(), "absent means PROVISIONED to the provider");
    assertEquals(20, table.provisionedThroughput().readCapacityUnits());
    assertEquals(20, table.provisionedThroughput().writeCapacityUnits());
    assertEquals(
        Set.of(
            attribute("UserId", ScalarAttributeType.S),
            attribute("GameTitle", ScalarAttributeType.S),
            attribute("TopScore", ScalarAttributeType.N)),
        Set.copyOf(table.attributeDefinitions()));
    assertEquals(
        List.of(key("UserId", KeyType.HASH), key("GameTitle", KeyType.RANGE)), table.keySchema());
    GlobalSecondaryIndexDescription global = table.globalSecondaryIndexes().getFirst();
    assertEquals("GameTitleIndex", global.indexName());
    assertEquals(ProjectionType.INCLUDE, global.projection().projectionType());
    assertEquals(List.of("UserId"), global.projection().nonKeyAttributes());
    assertEquals(10, global.provisionedThroughput().readCapacityUnits());
    assertEquals(10, global.provisionedThroughput().writeCapacityUnits());
    assertEquals("Best", table.localSecondaryIndexes().getFirst().indexName());
    assertFalse(table.deletionProtectionEnabled());
    assertNull(table.sseDescription(), "absent means AWS's own key to the provider");
    assertNull(table.streamSpecification(), "absent means no stream");
    assertNull(table.latestStreamArn());
    assertNull(table.tableClassSummary(), "absent means STANDARD to the provider");
    assertFalse(table.hasReplicas());
    assertNull(table.onDemandThroughput());
    assertNotNull(table.warmThroughput().readUnitsPerSecond());

    var backups =
        provider
            .describeContinuousBackups(describe -> describe.tableName(NAME))
            .continuousBackupsDescription();
    assertEquals(ContinuousBackupsStatus.ENABLED, backups.continuousBackupsStatus());
    assertEquals(
        PointInTimeRecoveryStatus.DISABLED,
        backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus());
    assertNull(backups.pointInTimeRecoveryDescription().recoveryPeriodInDays());

    assertEquals(TimeToLiveStatus.ENABLED, timeToLive().timeToLiveStatus());
    assertEquals("TimeToExist", timeToLive().attributeName());
    assertEquals(Set.of(tag("Name", "dynamodb-table-1"), tag("Environment", "production")), tags());
  }

  @Test
  void a_table_without_expiry_and_tags_is_read_as_such() {
    provider.createTable(table().tags(List.of()).build());
    waitUntilActive();
    assertEquals(TimeToLiveStatus.DISABLED, timeToLive().timeToLiveStatus());
    assertNull(timeToLive().attributeName());
    assertEquals(Set.of(), tags());
    assertTrue(provider.listTagsOfResource(list -> list.resourceArn(ARN)).hasTags());
  }

  @Test
  void update_changes_throughput_indexes_class_protection_and_tags() {
    create();
    provider.updateTable(update ->
        update
            .tableName(NAME)
            .provisionedThroughput(units -> units.readCapacityUnits(30L).writeCapacityUnits(20L)));
    waitUntilActive();
    provider.updateTable(update ->
        update
            .tableName(NAME)
            .globalSecondaryIndexUpdates(
                GlobalSecondaryIndexUpdate.builder()
                    .delete(index -> index.indexName("GameTitleIndex"))
                    .build()));
    waitUntilActive();
    provider.updateTable(
        update -> update.tableName(NAME).tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
    waitUntilActive();
    provider.updateTable(update -> update.tableName(NAME).billingMode(BillingMode.PAY_PER_REQUEST));
    waitUntilActive();
    provider.updateTable(update -> update.tableName(NAME).deletionProtectionEnabled(true));
    waitUntilActive();
    provider.untagResource(remove -> remove.resourceArn(ARN).tagKeys("Environment"));
    provider.tagResource(
        add -> add.resourceArn(ARN).tags(tag("Name", "renamed"), tag("Owner", "team@example.com")));

    TableDescription table = describe();
    assertEquals(BillingMode.PAY_PER_REQUEST, table.billingModeSummary().billingMode());
    assertEquals(0, table.provisionedThroughput().readCapacityUnits());
    assertFalse(table.hasGlobalSecondaryIndexes());
    assertEquals(TableClass.STANDARD_INFREQUENT_ACCESS, table.tableClassSummary().tableClass());
    assertTrue(table.deletionProtectionEnabled());
    assertEquals(Set.of(tag("Name", "renamed"), tag("Owner", "team@example.com")), tags());
  }

  /**
   * What the provider hands on to its users when {@code ttl} is changed in a way that cannot be.
   */
  @Test
  void changes_of_expiry_are_refused_in_the_words_that_its_users_know() {
    provider.createTable(table().build());
    waitUntilActive();
    assertRefused("TimeToLive is already disabled", false, "TimeToExist");
    assertRefused(
        "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to"
            + " satisfy constraint: Member must have length greater than or equal to 1",
        false,
        "");
  }

  private void assertRefused(String message, boolean enabled, String attribute) {
    DynamoDbException error =
        assertThrows(
            DynamoDbException.class,
            () ->
                provider.updateTimeToLive(update ->
                    update
                        .tableName(NAME)
                        .timeToLiveSpecification(
                            ttl -> ttl.enabled(enabled).attributeName(attribute))));
    assertEquals("ValidationException", error.awsErrorDetails().errorCode());
    assertEquals(message, error.awsErrorDetails().errorMessage());
  }

  @Test
  void delete_then_read_finds_nothing_in_any_call() {
    create();
    assertEquals(
        TableStatus.DELETING,
        provider.deleteTable(delete -> delete.tableName(NAME)).tableDescription().tableStatus());
    provider.waiter().waitUntilTableNotExists(describe -> describe.tableName(NAME));
    assertThrows(ResourceNotFoundException.class, this::describe);
    assertThrows(
        TableNotFoundException.class,
        () -> provider.describeContinuousBackups(describe -> describe.tableName(NAME)));
    assertThrows(ResourceNotFoundException.class, this::timeToLive);
    assertThrows(ResourceNotFoundException.class, this::tags);
    assertThrows(
        ResourceNotFoundException.class,
        () -> provider.deleteTable(delete -> delete.tableName(NAME)));
  }

  /** Asking for point in time recovery is refused: nothing pretends that it is on. */
  @Test
  void point_in_time_recovery_cannot_be_asked_for() {
    create();
    DynamoDbException error =
        assertThrows(
            DynamoDbException.class,
            () ->
                provider.updateContinuousBackups(update ->
                    update
                        .tableName(NAME)
                        .pointInTimeRecoverySpecification(
                            recovery -> recovery.pointInTimeRecoveryEnabled(true))));
    assertEquals("UnknownOperationException", error.awsErrorDetails().errorCode());
  }
}
