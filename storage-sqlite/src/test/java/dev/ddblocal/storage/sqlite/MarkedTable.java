package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A table with everything: indexes of both kinds, a stream, items that expire, transactions with
 * tokens. What its items hold beside keys are texts, bytes and numbers that one finds in a file.
 */
final class MarkedTable {
  /** What no file of an encrypted account may hold. */
  static final Map<String, byte[]> HIDDEN =
      Map.of(
          "text", "hidden-text-7d1f".getBytes(StandardCharsets.UTF_8),
          "name", "hiddenName3c".getBytes(StandardCharsets.UTF_8),
          "bytes", "hidden-bytes-55aa".getBytes(StandardCharsets.UTF_8),
          "number", HexFormat.of().parseHex("918273645546372819"),
          "former text", "former-text-90be".getBytes(StandardCharsets.UTF_8),
          "deleted text", "deleted-text-4e02".getBytes(StandardCharsets.UTF_8),
          "token", "token-marker-a6a6".getBytes(StandardCharsets.UTF_8));

  /** What stands in keys, and so in clear. */
  static final byte[] CLEAR = "clear-key-61c8".getBytes(StandardCharsets.UTF_8);

  private static final String ITEM =
      """
      {"pk": {"S": "clear-key-61c8-%d"}, "sk": {"N": "%d"}, "other": {"S": "clear-key-61c8-o%d"},
       "ends": {"N": "4102444800"}, "text": {"S": "%s"}, "hiddenName3c": {"L": [{"M": {"inner":
       {"S": "%s"}}}, {"N": "918273645546372819"}, {"B": "%s"}]}}
      """;

  private final DynamoDbJson json;

  MarkedTable(Storage storage) {
    json = new DynamoDbJson(new LocalDynamoDb(storage, DynamoDbSettings.DEFAULT));
  }

  void create() {
    json.call(
        "CreateTable",
        """
        {"TableName": "T", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
           {"AttributeName": "sk", "AttributeType": "N"},
           {"AttributeName": "other", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"},
           {"AttributeName": "sk", "KeyType": "RANGE"}],
         "LocalSecondaryIndexes": [{"IndexName": "L", "Projection": {"ProjectionType": "ALL"},
           "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"},
             {"AttributeName": "other", "KeyType": "RANGE"}]}],
         "GlobalSecondaryIndexes": [{"IndexName": "G", "Projection": {"ProjectionType": "ALL"},
           "KeySchema": [{"AttributeName": "other", "KeyType": "HASH"}]}],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
        """);
    json.call(
        "UpdateTimeToLive",
        """
        {"TableName": "T",
         "TimeToLiveSpecification": {"AttributeName": "ends", "Enabled": true}}
        """);
  }

  /** Puts items, puts others in the place of some, and deletes some. */
  void write(int from, int to) {
    for (int i = from; i < to; i++) {
      put(i, "former-text-90be");
      put(i, "hidden-text-7d1f");
      put(i + 1_000_000, "deleted-text-4e02");
      json.call("DeleteItem", "{\"TableName\": \"T\", \"Key\": " + key(i + 1_000_000) + "}");
    }
    json.call(
        "TransactWriteItems",
        """
        {"ClientRequestToken": "token-marker-a6a6-%d", "TransactItems": [{"Update":
          {"TableName": "T", "Key": %s, "UpdateExpression": "SET extra = :t",
           "ExpressionAttributeValues": {":t": {"S": "hidden-text-7d1f"}}}}]}
        """
            .formatted(from, key(from)));
  }

  private void put(int i, String text) {
    String bytes =
        Base64.getEncoder().encodeToString("hidden-bytes-55aa".getBytes(StandardCharsets.UTF_8));
    json.call(
        "PutItem",
        "{\"TableName\": \"T\", \"Item\": " + ITEM.formatted(i, i, i, text, text, bytes) + "}");
  }

  private static String key(int i) {
    return "{\"pk\": {\"S\": \"clear-key-61c8-%d\"}, \"sk\": {\"N\": \"%d\"}}".formatted(i, i);
  }

  /** Checks that the table and both indexes have the items from 0 up to the number. */
  void assertHolds(int items) {
    for (String index : List.of("", ", \"IndexName\": \"G\"", ", \"IndexName\": \"L\"")) {
      json.answers(
          "{\"Count\": %d, \"ScannedCount\": %d}".formatted(items, items),
          "Scan",
          """
          {"TableName": "T", "Select": "COUNT", "FilterExpression": "#t = :t",
           "ExpressionAttributeNames": {"#t": "text"},
           "ExpressionAttributeValues": {":t": {"S": "hidden-text-7d1f"}}%s}
          """
              .formatted(index));
    }
  }

  /** Checks that no file has what is to be hidden, and that one finds what is not. */
  static void assertHidden(Path folder) {
    HIDDEN.forEach((name, marker) -> assertEquals(List.of(), filesWith(folder, marker), name));
    assertEquals(false, filesWith(folder, CLEAR).isEmpty());
  }

  /** The files in the folder that hold the bytes. */
  static List<String> filesWith(Path folder, byte[] marker) {
    String wanted = new String(marker, StandardCharsets.ISO_8859_1);
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (content.contains(wanted)) {
          found.add(file.getFileName().toString());
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return List.copyOf(found);
  }
}
