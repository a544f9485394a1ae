package dev.ddblocal.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Calls of DynamoDB Streams with names and iterators that were changed, cut off, or foreign. */
final class StreamSoup {
  private static final List<String> ODD =
      List.of(
          "",
          "a",
          "shardId-",
          "shardId-00000000000000000000-00000000",
          "0",
          "1e5",
          "-1",
          "\\u0000",
          "\\ud83d\\ude00",
          "arn:aws:dynamodb:us-east-1:123456789012:table/Books",
          "arn:aws:dynamodb:us-east-1:123456789012:table/Books/stream/2026-01-01T00:00:00.000",
          "arn:aws:dynamodb:::table//stream/",
          "AAAA",
          "=",
          "999999999999999999999999999999999999");
  private static final List<String> TYPES =
      List.of(
          "TRIM_HORIZON",
          "LATEST",
          "AT_SEQUENCE_NUMBER",
          "AFTER_SEQUENCE_NUMBER",
          "AT_TIMESTAMP",
          "latest",
          "");
  private static final List<String> LIMITS =
      List.of("1", "1000", "0", "-1", "1001", "2147483648", "1.5", "\"1\"", "null");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final List<String> names;

  /**
   * Draws calls.
   *
   * @param names ARNs, shard ids, sequence numbers and iterators that there are
   */
  StreamSoup(Random random, List<String> names) {
    this.random = random;
    this.names = List.copyOf(names);
  }

  /**
   * Makes a table with a stream, in which the owner's key id stands, and reads from it.
   *
   * @return the stream's ARN, its shard, an iterator, a sequence number
   */
  static List<String> namesOfAStream(InProcessServer server, ReferenceSigner owner)
      throws IOException {
    String stream =
        JSON.readTree(
                server.succeed(
                    owner,
                    "CreateTable",
                    """
                    {"TableName":"Streamed","BillingMode":"PAY_PER_REQUEST",
                     "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                     "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
                     "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}
                    """))
            .at("/TableDescription/LatestStreamArn")
            .textValue();
    server.succeed(
        owner,
        "PutItem",
        "{\"TableName\":\"Streamed\",\"Item\":{\"pk\":{\"S\":\"" + owner.accessKeyId() + "\"}}}");
    String shard =
        succeed(server, owner, "DescribeStream", "{\"StreamArn\":\"" + stream + "\"}")
            .at("/StreamDescription/Shards/0/ShardId")
            .textValue();
    String iterator =
        succeed(
                server,
                owner,
                "GetShardIterator",
                "{\"StreamArn\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                    .formatted(stream, shard))
            .at("/ShardIterator")
            .textValue();
    JsonNode records =
        succeed(server, owner, "GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
    String number = records.at("/Records/0/dynamodb/SequenceNumber").textValue();
    return List.of(stream, shard, iterator, number);
  }

  private static JsonNode succeed(
      InProcessServer server, ReferenceSigner owner, String operation, String json)
      throws IOException {
    RawAnswer answer =
        server.send(
            request(server, new RandomCalls.Call(operation, json)).sign(owner, server.timestamp()));
    AnswerAssertions.assertSucceeded(answer);
    return JSON.readTree(answer.body());
  }

  /** A call of DynamoDB Streams, not signed. */
  static RawRequest request(InProcessServer server, RandomCalls.Call call) {
    return server
        .request(call.operation(), call.json())
        .replace("X-Amz-Target", "DynamoDBStreams_20120810." + call.operation());
  }

  /** The next call. */
  RandomCalls.Call next() {
    return switch (random.nextInt(5)) {
      case 0 ->
          new RandomCalls.Call(
              "ListStreams", object(maybe("TableName"), maybe("ExclusiveStartStreamArn"), limit()));
      case 1 ->
          new RandomCalls.Call(
              "DescribeStream",
              object(
                  member("StreamArn"),
                  maybe("ExclusiveStartShardId"),
                  limit(),
                  random.nextInt(4) > 0
                      ? ""
                      : "\"ShardFilter\":{\"Type\":\"CHILD_SHARDS\"," + member("ShardId") + "}"));
      case 2 ->
          new RandomCalls.Call(
              "GetShardIterator",
              object(
                  member("StreamArn"),
                  member("ShardId"),
                  "\"ShardIteratorType\":\"" + oneOf(TYPES) + "\"",
                  maybe("SequenceNumber")));
      default -> new RandomCalls.Call("GetRecords", object(member("ShardIterator"), limit()));
    };
  }

  private String object(String... members) {
    StringBuilder json = new StringBuilder("{");
    for (String member : members) {
      if (!member.isEmpty() && random.nextInt(20) > 0) {
        json.append(json.length() == 1 ? "" : ",").append(member);
      }
    }
    return json.append('}').toString();
  }

  private String maybe(String name) {
    return random.nextInt(3) == 0 ? member(name) : "";
  }

  private String limit() {
    return random.nextInt(3) == 0 ? "\"Limit\":" + oneOf(LIMITS) : "";
  }

  private String member(String name) {
    return "\"" + name + "\":\"" + value() + "\"";
  }

  private String value() {
    String name = oneOf(names);
    int at = random.nextInt(name.length());
    return switch (random.nextInt(8)) {
      case 0 -> oneOf(ODD);
      case 1 -> name.substring(0, at);
      case 2 -> name.substring(at);
      case 3 -> name.substring(0, at) + oneOf(names).substring(0, 1) + name.substring(at + 1);
      case 4 -> name + oneOf(names);
      case 5 -> name.toUpperCase(Locale.ROOT);
      default -> name;
    };
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
