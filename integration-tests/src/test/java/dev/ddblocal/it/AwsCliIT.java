package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with the AWS CLI on the packaged server, as two accounts. */
class AwsCliIT {
  private static final String[] MUSIC = {
    "create-table",
    "--table-name",
    "Music",
    "--attribute-definitions",
    "AttributeName=Artist,AttributeType=S",
    "AttributeName=Year,AttributeType=N",
    "--key-schema",
    "AttributeName=Artist,KeyType=HASH",
    "AttributeName=Year,KeyType=RANGE",
    "--billing-mode",
    "PAY_PER_REQUEST"
  };

  @TempDir static Path folder;

  private static PackagedServer server;
  private static AwsCli first;
  private static AwsCli second;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    AwsCli.assumeInstalled();
    server = PackagedServer.start(folder, "--access-keys", Tenants.write(folder).toString());
    first = cli(Tenants.FIRST_KEY, Tenants.FIRST_SECRET);
    second = cli(Tenants.SECOND_KEY, Tenants.SECOND_SECRET);
    first.dynamodb(MUSIC).json();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static AwsCli cli(String key, String secret) {
    return new AwsCli(server.endpoint(), key, secret, folder);
  }

  @Test
  void a_table_is_made_filled_and_read_in_batches() throws IOException, InterruptedException {
    first.dynamodb("wait", "table-exists", "--table-name", "Music").json();
    JsonNode written =
        first
            .dynamodb(
                "batch-write-item",
                "--request-items",
                """
                {"Music": [
                  {"PutRequest": {"Item": {"Artist": {"S": "Nina"}, "Year": {"N": "1965"},
                      "Title": {"S": "Feeling Good"}}}},
                  {"PutRequest": {"Item": {"Artist": {"S": "Nina"}, "Year": {"N": "1969"},
                      "Live": {"BOOL": true}, "Tags": {"SS": ["soul", "jazz"]}}}}]}
                """)
            .json();
    assertEquals(0, written.get("UnprocessedItems").size());
    JsonNode read =
        first
            .dynamodb(
                "batch-get-item",
                "--request-items",
                """
                {"Music": {"Keys": [
                  {"Artist": {"S": "Nina"}, "Year": {"N": "1965"}},
                  {"Artist": {"S": "Nina"}, "Year": {"N": "1.969e3"}},
                  {"Artist": {"S": "Nina"}, "Year": {"N": "2000"}}]}}
                """)
            .json();
    assertEquals(2, read.at("/Responses/Music").size());
    assertEquals("Feeling Good", read.at("/Responses/Music/0/Title/S").textValue());
    assertEquals("1969", read.at("/Responses/Music/1/Year/N").textValue());
    assertTrue(read.at("/Responses/Music/1/Live/BOOL").booleanValue());
    assertEquals(
        2,
        first
            .dynamodb("describe-table", "--table-name", "Music")
            .json()
            .at("/Table/ItemCount")
            .intValue());
  }

  @Test
  void items_are_put_read_and_deleted_one_by_one() throws IOException, InterruptedException {
    String key = "{\"Artist\": {\"S\": \"Miles\"}, \"Year\": {\"N\": \"1959\"}}";
    first.dynamodb("put-item", "--table-name", "Music", "--item", key).json();
    assertEquals(
        "Miles",
        first
            .dynamodb("get-item", "--table-name", Tenants.firstTable("Music"), "--key", key)
            .json()
            .at("/Item/Artist/S")
            .textValue());
    JsonNode deleted =
        first
            .dynamodb(
                "delete-item",
                "--table-name",
                "Music",
                "--key",
                key,
                "--return-values",
                "ALL_OLD",
                "--return-consumed-capacity",
                "TOTAL")
            .json();
    assertEquals("1959", deleted.at("/Attributes/Year/N").textValue());
    assertEquals(1.0, deleted.at("/ConsumedCapacity/CapacityUnits").doubleValue());
    assertTrue(first.dynamodb("get-item", "--table-name", "Music", "--key", key).json().isEmpty());
  }

  @Test
  void transactions_are_all_or_nothing() throws IOException, InterruptedException {
    String items =
        """
        [{"Put": {"TableName": "Music", "Item": {"Artist": {"S": "Trio"}, "Year": {"N": "1970"}},
           "ConditionExpression": "attribute_not_exists(Artist)"}},
         {"Update": {"TableName": "Music", "Key": {"Artist": {"S": "Trio"}, "Year": {"N": "1971"}},
           "UpdateExpression": "SET Title = :t", "ExpressionAttributeValues": {":t": {"S": "T"}}}}]
        """;
    String[] write = {
      "transact-write-items", "--transact-items", items, "--return-consumed-capacity", "TOTAL"
    };
    JsonNode capacity = first.dynamodb(write).json().at("/ConsumedCapacity/0");
    assertEquals(4.0, capacity.get("WriteCapacityUnits").doubleValue());
    assertFails(
        first.dynamodb(write),
        "(TransactionCanceledException)",
        "Transaction cancelled, please refer cancellation reasons for specific reasons"
            + " [ConditionalCheckFailed, None]");
    JsonNode read =
        first
            .dynamodb(
                "transact-get-items",
                "--transact-items",
                """
                [{"Get": {"TableName": "Music", "Key": {"Artist": {"S": "Trio"}, "Year": {"N": "1971"}}}},
                 {"Get": {"TableName": "Music", "Key": {"Artist": {"S": "Trio"}, "Year": {"N": "1972"}}}}]
                """)
            .json();
    assertEquals("T", read.at("/Responses/0/Item/Title/S").textValue());
    assertTrue(read.at("/Responses/1").isEmpty());
    String deletions =
        """
        [{"Delete": {"TableName": "Music", "Key": {"Artist": {"S": "Trio"}, "Year": {"N": "1970"}}}},
         {"Delete": {"TableName": "Music", "Key": {"Artist": {"S": "Trio"}, "Year": {"N": "1971"}}}}]
        """;
    first.dynamodb("transact-write-items", "--transact-items", deletions).json();
  }

  @Test
  void the_second_account_sees_nothing_of_the_first() throws IOException, InterruptedException {
    assertEquals(0, second.dynamodb("list-tables").json().get("TableNames").size());
    assertFails(
        second.dynamodb("describe-table", "--table-name", "Music"),
        "(ResourceNotFoundException)",
        "Requested resource not found: Table: Music not found");
    for (String table : List.of("Music", "Missing")) {
      assertFails(
          second.dynamodb("describe-table", "--table-name", Tenants.firstTable(table)),
          "(AccessDeniedException)",
          "User: arn:aws:iam::444455556666:root is not authorized to perform:"
              + " dynamodb:DescribeTable on resource: "
              + Tenants.firstTable(table)
              + " because no resource-based policy allows the dynamodb:DescribeTable action");
    }
  }

  @Test
  void tables_come_and_go() throws IOException, InterruptedException {
    second
        .dynamodb(
            "create-table",
            "--table-name",
            "Short-lived",
            "--attribute-definitions",
            "AttributeName=id,AttributeType=B",
            "--key-schema",
            "AttributeName=id,KeyType=HASH",
            "--provisioned-throughput",
            "ReadCapacityUnits=5,WriteCapacityUnits=6")
        .json();
    second.dynamodb("wait", "table-exists", "--table-name", "Short-lived").json();
    assertEquals(
        "DELETING",
        second
            .dynamodb("delete-table", "--table-name", "Short-lived")
            .json()
            .at("/TableDescription/TableStatus")
            .textValue());
    second.dynamodb("wait", "table-not-exists", "--table-name", "Short-lived").json();
  }

  @Test
  void wrong_secrets_and_unknown_keys_are_told_apart_as_on_aws()
      throws IOException, InterruptedException {
    assertFails(
        cli(Tenants.FIRST_KEY, Tenants.SECOND_SECRET).dynamodb("list-tables"),
        "(InvalidSignatureException)",
        "The request signature we calculated does not match the signature you provided.");
    assertFails(
        cli("ELAKNOBODYSKEY000001", Tenants.FIRST_SECRET).dynamodb("list-tables"),
        "(UnrecognizedClientException)",
        "The security token included in the request is invalid.");
  }

  @Test
  void limits_and_endpoints_are_answered() throws IOException, InterruptedException {
    assertEquals(
        80000,
        first.dynamodb("describe-limits").json().get("AccountMaxReadCapacityUnits").intValue());
    assertEquals(
        "127.0.0.1:" + server.port(),
        first.dynamodb("describe-endpoints").json().at("/Endpoints/0/Address").textValue());
  }

  private static void assertFails(AwsCli.Outcome outcome, String code, String message) {
    assertNotEquals(0, outcome.status(), outcome.out());
    assertTrue(outcome.errors().contains(code), outcome.errors());
    assertTrue(outcome.errors().contains(message), outcome.errors());
  }
}
