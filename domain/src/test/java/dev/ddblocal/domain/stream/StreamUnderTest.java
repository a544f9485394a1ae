package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/** A table with a string key {@code pk}, and readers of its streams. */
final class StreamUnderTest {
  /** The table's name. */
  static final String TABLE = "Music";

  private final LocalDynamoDb db;
  private final DynamoDbJson json;

  StreamUnderTest(LocalDynamoDb db) {
    this.db = db;
    json = new DynamoDbJson(db);
  }

  /** Makes the table with a stream. */
  void create(StreamViewType viewType) {
    create(
        """
        , "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "%s"}
        """
            .formatted(viewType));
  }

  /** Makes the table with more members of the request. */
  void create(String members) {
    json.call(
        "CreateTable",
        """
        {"TableName": "Music", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]
        """
            + members
            + "}");
  }

  void enable(StreamViewType viewType) {
    json.call(
        "UpdateTable",
        """
        {"TableName": "Music",
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "%s"}}
        """
            .formatted(viewType));
  }

  void disable() {
    json.call(
        "UpdateTable",
        """
        {"TableName": "Music", "StreamSpecification": {"StreamEnabled": false}}
        """);
  }

  void delete() {
    json.call("DeleteTable", "{\"TableName\": \"Music\"}");
  }

  /** Puts an item with a number. */
  void put(String key, int number) {
    db.put(TABLE, "pk", key, "n", number);
  }

  /** The ARN of the stream that was enabled last. */
  String arn() {
    return db.call(new DescribeTableRequest(TABLE)).table().latestStreamArn();
  }

  StreamDescription describe(String arn) {
    return db.call(new DescribeStreamRequest(arn, null, null, null)).streamDescription();
  }

  List<Shard> shards() {
    return describe(arn()).shards();
  }

  Shard openShard() {
    return shards().getLast();
  }

  String iterator(String arn, Shard shard, ShardIteratorType type, String sequenceNumber) {
    return db.call(new GetShardIteratorRequest(arn, shard.shardId(), type, sequenceNumber))
        .shardIterator();
  }

  String iterator(ShardIteratorType type) {
    return iterator(arn(), openShard(), type, null);
  }

  String iterator(ShardIteratorType type, String sequenceNumber) {
    return iterator(arn(), openShard(), type, sequenceNumber);
  }

  GetRecordsResponse read(String iterator) {
    return db.call(new GetRecordsRequest(iterator, null));
  }

  /** Every record of the latest stream, shard by shard. */
  List<ChangeRecord> records() {
    return records(arn());
  }

  /** Every record of a stream, shard by shard. */
  List<ChangeRecord> records(String arn) {
    List<ChangeRecord> all = new ArrayList<>();
    for (Shard shard : describe(arn).shards()) {
      all.addAll(records(arn, shard));
    }
    return all;
  }

  /** Every record of a shard. */
  List<ChangeRecord> records(String arn, Shard shard) {
    List<ChangeRecord> all = new ArrayList<>();
    String next = iterator(arn, shard, ShardIteratorType.TRIM_HORIZON, null);
    while (next != null) {
      GetRecordsResponse page = read(next);
      all.addAll(page.records());
      next = page.records().isEmpty() ? null : page.nextShardIterator();
    }
    return all;
  }

  /** A record's key and number, such as {@code a=1}. */
  static String brief(ChangeRecord record) {
    StreamRecord change = record.dynamodb();
    return text(change, "pk") + "=" + text(change, "n");
  }

  private static String text(StreamRecord change, String attribute) {
    return switch (change.newImage().get(attribute)) {
      case AttributeValue.S(String value) -> value;
      case AttributeValue.N(var value) -> value.toPlainString();
      case null, default -> "?";
    };
  }
}
