package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.stream.ChangeRecord;
import dev.ddblocal.domain.stream.DescribeStreamRequest;
import dev.ddblocal.domain.stream.DescribeStreamResponse;
import dev.ddblocal.domain.stream.GetRecordsRequest;
import dev.ddblocal.domain.stream.GetRecordsResponse;
import dev.ddblocal.domain.stream.GetShardIteratorRequest;
import dev.ddblocal.domain.stream.GetShardIteratorResponse;
import dev.ddblocal.domain.stream.Identity;
import dev.ddblocal.domain.stream.ListStreamsRequest;
import dev.ddblocal.domain.stream.ListStreamsResponse;
import dev.ddblocal.domain.stream.OperationType;
import dev.ddblocal.domain.stream.SequenceNumberRange;
import dev.ddblocal.domain.stream.Shard;
import dev.ddblocal.domain.stream.ShardFilter;
import dev.ddblocal.domain.stream.ShardFilterType;
import dev.ddblocal.domain.stream.ShardIteratorType;
import dev.ddblocal.domain.stream.StreamDescription;
import dev.ddblocal.domain.stream.StreamRecord;
import dev.ddblocal.domain.stream.StreamStatus;
import dev.ddblocal.domain.stream.StreamSummary;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The requests and responses of DynamoDB Streams. */
class StreamsWireTest {
  private static final WireContract CONTRACT = WireContract.load();
  private static final String ARN =
      "arn:aws:dynamodb:us-east-1:000000001234:table/users/stream/2026-03-01T10:15:30.123";
  private static final String FIRST = "shardId-00000000000000000001-00000001";
  private static final String SECOND = "shardId-00000000000000000002-00000002";

  @Test
  void binds_list_streams() {
    assertBinds(
        new ListStreamsRequest("users", 3, ARN),
        "{\"TableName\":\"users\",\"Limit\":3,\"ExclusiveStartStreamArn\":\"%s\"}".formatted(ARN));
    assertBinds(new ListStreamsRequest(null, null, null), "{}");
  }

  @Test
  void binds_describe_stream() {
    assertBinds(
        new DescribeStreamRequest(
            ARN, 7, FIRST, new ShardFilter(ShardFilterType.CHILD_SHARDS, SECOND)),
        """
        {"StreamArn":"%s","Limit":7,"ExclusiveStartShardId":"%s",
         "ShardFilter":{"Type":"CHILD_SHARDS","ShardId":"%s"}}\
        """
            .formatted(ARN, FIRST, SECOND));
  }

  @Test
  void binds_get_shard_iterator() {
    for (ShardIteratorType type : ShardIteratorType.values()) {
      assertBinds(
          new GetShardIteratorRequest(ARN, FIRST, type, "100000000000000000001"),
          """
          {"StreamArn":"%s","ShardId":"%s","ShardIteratorType":"%s",
           "SequenceNumber":"100000000000000000001"}\
          """
              .formatted(ARN, FIRST, type));
    }
  }

  @Test
  void binds_get_records() {
    assertBinds(
        new GetRecordsRequest("iterator", 1000), "{\"ShardIterator\":\"iterator\",\"Limit\":1000}");
  }

  @Test
  void writes_list_streams() {
    assertWrites(
        """
        {"Streams":[{"StreamArn":"%s","TableName":"users","StreamLabel":"2026-03-01T10:15:30.123"}],\
        "LastEvaluatedStreamArn":"%s"}\
        """
            .formatted(ARN, ARN),
        new ListStreamsResponse(
            List.of(new StreamSummary(ARN, "users", "2026-03-01T10:15:30.123")), ARN));
    assertWrites("{\"Streams\":[]}", new ListStreamsResponse(List.of(), null));
  }

  @Test
  void writes_describe_stream_with_its_time_in_seconds() {
    assertWrites(
        """
        {"StreamDescription":{"StreamArn":"%s","StreamLabel":"2026-03-01T10:15:30.123",\
        "StreamStatus":"ENABLED","StreamViewType":"NEW_AND_OLD_IMAGES",\
        "CreationRequestDateTime":1772360130.123,"TableName":"users",\
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],\
        "Shards":[{"ShardId":"%s","SequenceNumberRange":{\
        "StartingSequenceNumber":"100000000000000000001",\
        "EndingSequenceNumber":"100000000000000000009"}},\
        {"ShardId":"%s","SequenceNumberRange":{\
        "StartingSequenceNumber":"100000000000000000010"},"ParentShardId":"%s"}]}}\
        """
            .formatted(ARN, FIRST, SECOND, FIRST),
        new DescribeStreamResponse(
            new StreamDescription(
                ARN,
                "2026-03-01T10:15:30.123",
                StreamStatus.ENABLED,
                StreamViewType.NEW_AND_OLD_IMAGES,
                Instant.parse("2026-03-01T10:15:30.123Z"),
                "users",
                List.of(new KeySchemaElement("pk", KeyType.HASH)),
                List.of(
                    new Shard(
                        FIRST,
                        new SequenceNumberRange("100000000000000000001", "100000000000000000009"),
                        null),
                    new Shard(
                        SECOND, new SequenceNumberRange("100000000000000000010", null), FIRST)),
                null)));
  }

  @Test
  void writes_get_shard_iterator() {
    assertWrites("{\"ShardIterator\":\"i|1|+/=\"}", new GetShardIteratorResponse("i|1|+/="));
  }

  @Test
  void writes_a_record_with_its_images_and_who_changed_the_item() {
    Item keys = Item.copyOf(Map.of("pk", new AttributeValue.S("a")));
    Item image = Item.copyOf(Map.of("n", new AttributeValue.N(DynamoNumber.of("1e3"))));
    assertWrites(
        """
        {"Records":[{"eventID":"e1","eventName":"REMOVE","eventVersion":"1.1",\
        "eventSource":"aws:dynamodb","awsRegion":"us-east-1",\
        "dynamodb":{"ApproximateCreationDateTime":1772360130.000,"Keys":{"pk":{"S":"a"}},\
        "OldImage":{"n":{"N":"1000"}},"SequenceNumber":"100000000000000000001","SizeBytes":5000000000,\
        "StreamViewType":"OLD_IMAGE"},\
        "userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}}],\
        "NextShardIterator":"next"}\
        """,
        new GetRecordsResponse(
            List.of(
                record(
                    OperationType.REMOVE,
                    new StreamRecord(
                        Instant.parse("2026-03-01T10:15:30Z"),
                        keys,
                        null,
                        image,
                        "100000000000000000001",
                        5_000_000_000L,
                        StreamViewType.OLD_IMAGE),
                    Identity.TIME_TO_LIVE)),
            "next"));
  }

  @Test
  void leaves_out_what_a_record_does_not_have() {
    assertWrites(
        """
        {"Records":[{"eventID":"e1","eventName":"INSERT","eventVersion":"1.1",\
        "eventSource":"aws:dynamodb","awsRegion":"us-east-1",\
        "dynamodb":{"NewImage":{},"StreamViewType":"NEW_IMAGE"}}]}\
        """,
        new GetRecordsResponse(
            List.of(
                record(
                    OperationType.INSERT,
                    new StreamRecord(
                        null,
                        null,
                        Item.copyOf(Map.of()),
                        null,
                        null,
                        null,
                        StreamViewType.NEW_IMAGE),
                    null)),
            null));
    assertWrites("{\"Records\":[]}", new GetRecordsResponse(List.of(), null));
  }

  private static ChangeRecord record(OperationType type, StreamRecord change, Identity identity) {
    return new ChangeRecord("e1", type, "1.1", "aws:dynamodb", "us-east-1", change, identity);
  }

  private static void assertBinds(OperationRequest<?> expected, String body) {
    OperationCall<?> call =
        CONTRACT
            .operation(expected.operation().apiName())
            .orElseThrow()
            .read(body.getBytes(StandardCharsets.UTF_8), "localhost:8000");
    assertEquals(OperationCall.of(expected, "localhost:8000"), call);
  }

  private static void assertWrites(String expected, Object response) {
    assertEquals(
        expected, new String(CONTRACT.responses().write(response), StandardCharsets.UTF_8));
  }
}
