package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Expiry of items with the AWS SDK for Java, on a server whose clock the test sets. */
class AwsSdkTimeToLiveIT {
  private static final Instant START = TestClock.START;
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("ACCESS", "SECRET"));

  @TempDir Path folder;

  private InProcessServer server;
  private DynamoDbClient client;

  @BeforeEach
  void start() throws IOException {
    start(Map.of());
  }

  /** Signatures are made at the time of the SDK's clock, so they are not verified here. */
  private void start(Map<Setting, String> settings) throws IOException {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    changed.put(Setting.AUTH, "open");
    changed.put(Setting.TTL_SWEEP_INTERVAL, "PT24H");
    changed.putAll(settings);
    server = InProcessServer.start(folder, changed, List.of());
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private void createTable() {
    client.createTable(table ->
        table
            .tableName("Sessions")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(string("id"), string("user"))
            .keySchema(hash("id"))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName("ByUser")
                    .keySchema(hash("user"))
                    .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                    .build()));
  }

  private void setTimeToLive(boolean enabled, String attribute) {
    client.updateTimeToLive(update ->
        update
            .tableName("Sessions")
            .timeToLiveSpecification(setting -> setting.enabled(enabled).attributeName(attribute)));
  }

  private TimeToLiveDescription describe() {
    return client
        .describeTimeToLive(describe -> describe.tableName("Sessions"))
        .timeToLiveDescription();
  }

  private void put(String id, Instant ends) {
    client.putItem(put ->
        put.tableName("Sessions")
            .item(
                Map.of(
                    "id",
                    AttributeValue.fromS(id),
                    "user",
                    AttributeValue.fromS("u"),
                    "ends",
                    AttributeValue.fromN(Long.toString(ends.getEpochSecond())))));
  }

  private boolean isThere(String id) {
    return client
        .getItem(get -> get.tableName("Sessions").key(Map.of("id", AttributeValue.fromS(id))))
        .hasItem();
  }

  private int entriesOfUser() {
    return client
        .query(query ->
            query
                .tableName("Sessions")
                .indexName("ByUser")
                .keyConditionExpression("#u = :u")
                .expressionAttributeNames(Map.of("#u", "user"))
                .expressionAttributeValues(Map.of(":u", AttributeValue.fromS("u"))))
        .count();
  }

  /** Sweeps by the management interface and answers its answer. */
  private String sweep() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url() + "/_ttl/sweep"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer::body);
      assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
      return answer.body();
    }
  }

  @Test
  void expired_items_go_with_their_index_entries_and_others_stay()
      throws IOException, InterruptedException {
    createTable();
    put("before", START.plusSeconds(50));
    setTimeToLive(true, "ends");
    put("soon", START.plusSeconds(100));
    put("renewed", START.plusSeconds(100));
    put("later", START.plusSeconds(1000));
    assertEquals("{\"deletedItems\":0}", sweep());
    assertEquals(4, entriesOfUser());

    server.clock().set(START.plusSeconds(200));
    assertTrue(isThere("soon"), "an expired item can be read until it is deleted");
    put("renewed", START.plusSeconds(1000));
    assertEquals("{\"deletedItems\":2}", sweep());
    assertFalse(isThere("before"));
    assertFalse(isThere("soon"));
    assertTrue(isThere("renewed"));
    assertTrue(isThere("later"));
    assertEquals(2, entriesOfUser());
    assertEquals("{\"deletedItems\":0}", sweep());
  }

  @Test
  void the_stream_names_the_service_that_deleted_an_expired_item()
      throws IOException, InterruptedException {
    createTable();
    setTimeToLive(true, "ends");
    client.updateTable(update ->
        update
            .tableName("Sessions")
            .streamSpecification(
                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.OLD_IMAGE)));
    put("soon", START.plusSeconds(100));
    server.clock().set(START.plusSeconds(200));
    assertEquals("{\"deletedItems\":1}", sweep());
    List<Record> records = records();
    assertEquals(
        List.of(OperationType.INSERT, OperationType.REMOVE),
        records.stream().map(Record::eventName).toList());
    assertNull(records.getFirst().userIdentity());
    Record expired = records.getLast();
    assertEquals("Service", expired.userIdentity().type());
    assertEquals("dynamodb.amazonaws.com", expired.userIdentity().principalId());
    assertEquals("soon", expired.dynamodb().keys().get("id").s());
    assertEquals("u", expired.dynamodb().oldImage().get("user").s());
  }

  /** The records of the table's only shard. */
  private List<Record> records() {
    String arn =
        client.describeTable(describe -> describe.tableName("Sessions")).table().latestStreamArn();
    try (DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(URI.create(url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String shard =
          streams
              .describeStream(describe -> describe.streamArn(arn))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(get ->
                  get.streamArn(arn)
                      .shardId(shard)
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      return streams.getRecords(get -> get.shardIterator(iterator)).records();
    }
  }

  @Test
  @Timeout(60)
  void expired_items_are_deleted_at_the_interval_too() throws IOException {
    stop();
    start(Map.of(Setting.TTL_SWEEP_INTERVAL, "PT1S"));
    createTable();
    setTimeToLive(true, "ends");
    put("soon", START.plusSeconds(100));
    server.clock().set(START.plusSeconds(200));
    while (isThere("soon")) {
      Thread.onSpinWait();
    }
    assertEquals(0, entriesOfUser());
  }

  @Test
  void what_has_been_set_and_what_expires_survives_a_restart()
      throws IOException, InterruptedException {
    createTable();
    setTimeToLive(true, "ends");
    put("soon", START.plusSeconds(100));
    stop();
    start(Map.of());
    assertEquals(TimeToLiveStatus.ENABLED, describe().timeToLiveStatus());
    assertEquals("ends", describe().attributeName());
    server.clock().set(START.plusSeconds(200));
    assertEquals("{\"deletedItems\":1}", sweep());
    assertFalse(isThere("soon"));
  }

  @Test
  void the_setting_is_described_and_changed_once_an_hour() {
    createTable();
    assertEquals(TimeToLiveStatus.DISABLED, describe().timeToLiveStatus());
    assertNull(describe().attributeName());
    setTimeToLive(true, "ends");
    assertEquals(TimeToLiveStatus.ENABLED, describe().timeToLiveStatus());
    assertInvalid("TimeToLive is already enabled", true, "ends");
    assertInvalid(
        "TimeToLive is active on a different AttributeName: current AttributeName is ends",
        true,
        "other");
    assertInvalid(
        "Time to live has been modified multiple times within a fixed interval", false, "ends");
    server.clock().set(START.plus(Duration.ofHours(1)));
    setTimeToLive(false, "ends");
    assertEquals(TimeToLiveStatus.DISABLED, describe().timeToLiveStatus());
    assertNull(describe().attributeName());
    assertInvalid("TimeToLive is already disabled", false, "ends");
  }

  @Test
  void the_attributes_name_has_1_to_255_characters() {
    createTable();
    String envelope =
        "1 validation error detected: Value '%s' at 'timeToLiveSpecification.attributeName' failed"
            + " to satisfy constraint: Member must have length %s";
    assertInvalid(envelope.formatted("", "greater than or equal to 1"), false, "");
    String name = "n".repeat(256);
    assertInvalid(envelope.formatted(name, "less than or equal to 255"), true, name);
    setTimeToLive(true, name.substring(1));
    assertEquals(name.substring(1), describe().attributeName());
  }

  private void assertInvalid(String message, boolean enabled, String attribute) {
    DynamoDbException error =
        assertThrows(DynamoDbException.class, () -> setTimeToLive(enabled, attribute));
    assertEquals("ValidationException", error.awsErrorDetails().errorCode());
    assertEquals(message, error.awsErrorDetails().errorMessage());
  }
}
