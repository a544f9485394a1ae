package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tags and what is told of backups, with the AWS SDK for Java, as two accounts. */
class AwsSdkTagsIT {
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

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** Makes a table and answers its ARN. */
  private static String createTable(String name, Tag... tags) {
    return first
        .createTable(table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .tags(tags))
        .tableDescription()
        .tableArn();
  }

  private static List<Tag> tags(String arn) {
    return first.listTagsOfResource(list -> list.resourceArn(arn)).tags();
  }

  @Test
  void tags_are_added_listed_and_taken_away() {
    String arn = createTable("Tagged", tag("team", "music"));
    first.tagResource(add -> add.resourceArn(arn).tags(tag("team", "film"), tag("stage", "")));
    assertEquals(List.of(tag("team", "film"), tag("stage", "")), tags(arn));
    first.untagResource(remove -> remove.resourceArn(arn).tagKeys("team"));
    assertEquals(List.of(tag("stage", "")), tags(arn));
  }

  @Test
  void a_missing_tables_tags_are_not_found() {
    String arn = createTable("Gone", tag("a", "b"));
    first.deleteTable(delete -> delete.tableName("Gone"));
    ResourceNotFoundException error =
        assertThrows(ResourceNotFoundException.class, () -> tags(arn));
    assertEquals(
        "Requested resource not found: ResourcArn: " + arn + " not found",
        error.awsErrorDetails().errorMessage());
    assertEquals(arn, createTable("Gone"));
    assertEquals(List.of(), tags(arn));
  }

  @Test
  void another_accounts_tags_are_neither_told_nor_changed_whether_the_table_exists_or_not() {
    String arn = createTable("Private", tag("a", "b"));
    for (String named : List.of(arn, arn + "Missing", arn + "/index/I")) {
      assertDenied(
          "ListTagsOfResource",
          named,
          () -> second.listTagsOfResource(list -> list.resourceArn(named)));
      assertDenied(
          "TagResource",
          named,
          () -> second.tagResource(add -> add.resourceArn(named).tags(tag("a", "c"))));
      assertDenied(
          "UntagResource",
          named,
          () -> second.untagResource(remove -> remove.resourceArn(named).tagKeys("a")));
    }
    assertEquals(List.of(tag("a", "b")), tags(arn));
  }

  private static void assertDenied(String operation, String arn, Runnable call) {
    DynamoDbException error = assertThrows(DynamoDbException.class, call::run);
    assertEquals("AccessDeniedException", error.awsErrorDetails().errorCode());
    assertEquals(
        "User: arn:aws:iam::%s:root is not authorized to perform: dynamodb:%s on resource: %s because no resource-based policy allows the dynamodb:%s action"
            .formatted(Tenants.SECOND_ACCOUNT, operation, arn, operation),
        error.awsErrorDetails().errorMessage());
  }

  /** Spec: authentication, T-I13. */
  @Test
  void what_does_not_look_like_an_arn_is_denied_and_what_does_is_read() {
    for (String arn : List.of("", "abcd", "a:b:c:d:e:f", "a:b:c:d:e/f")) {
      DynamoDbException error =
          assertThrows(
              DynamoDbException.class,
              () -> first.tagResource(add -> add.resourceArn(arn).tags(List.of())));
      assertEquals("AccessDeniedException", error.awsErrorDetails().errorCode());
      assertEquals(
          "User: arn:aws:iam::%s:root is not authorized to perform: dynamodb:TagResource on resource: %s"
              .formatted(Tenants.FIRST_ACCOUNT, arn.isEmpty() ? "*" : arn),
          error.awsErrorDetails().errorMessage());
    }
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> tags("a:b:c:d:e:f/g"));
    assertEquals("ValidationException", error.awsErrorDetails().errorCode());
    assertEquals(
        "Invalid TableArn: Invalid ResourceArn provided as input a:b:c:d:e:f/g",
        error.awsErrorDetails().errorMessage());
  }

  @Test
  void continuous_backups_are_described() {
    createTable("Kept");
    var description =
        first
            .describeContinuousBackups(describe -> describe.tableName("Kept"))
            .continuousBackupsDescription();
    assertEquals(ContinuousBackupsStatus.ENABLED, description.continuousBackupsStatus());
    assertEquals(
        PointInTimeRecoveryStatus.DISABLED,
        description.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus());
    TableNotFoundException error =
        assertThrows(
            TableNotFoundException.class,
            () -> second.describeContinuousBackups(describe -> describe.tableName("Kept")));
    assertEquals("Table not found: Kept", error.awsErrorDetails().errorMessage());
  }
}
