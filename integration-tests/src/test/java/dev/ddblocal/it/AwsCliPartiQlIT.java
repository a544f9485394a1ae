package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PartiQL with the AWS CLI. */
class AwsCliPartiQlIT {
  @TempDir static Path folder;

  private static TenantServer server;
  private static AwsCli cli;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    AwsCli.assumeInstalled();
    server = TenantServer.start(folder);
    cli = new AwsCli(server.endpoint(), Tenants.FIRST_KEY, Tenants.FIRST_SECRET, folder);
    cli.dynamodb(
            "create-table",
            "--table-name",
            "Music",
            "--billing-mode",
            "PAY_PER_REQUEST",
            "--attribute-definitions",
            "AttributeName=Artist,AttributeType=S",
            "--key-schema",
            "AttributeName=Artist,KeyType=HASH")
        .json();
    cli.dynamodb("wait", "table-exists", "--table-name", "Music").json();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static AwsCli.Outcome execute(String statement, String... more)
      throws IOException, InterruptedException {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "execute-statement";
    arguments[1] = "--statement";
    arguments[2] = statement;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return cli.dynamodb(arguments);
  }

  @Test
  void statements_batches_and_transactions_run() throws IOException, InterruptedException {
    assertEquals(
        0,
        execute(
                "INSERT INTO Music VALUE {'Artist': ?, 'Sold': 1}",
                "--parameters",
                "[{\"S\": \"Acme\"}]")
            .json()
            .get("Items")
            .size());
    AwsCli.Outcome duplicate = execute("INSERT INTO Music VALUE {'Artist': 'Acme'}");
    assertNotEquals(0, duplicate.status());
    assertTrue(
        duplicate
            .errors()
            .contains(
                "An error occurred (DuplicateItemException) when calling the ExecuteStatement"
                    + " operation: Duplicate primary key exists in table"),
        duplicate.errors());

    JsonNode batch =
        cli.dynamodb(
                "batch-execute-statement",
                "--statements",
                "[{\"Statement\": \"UPDATE Music SET Sold = 2 WHERE Artist = 'Acme'\"},"
                    + " {\"Statement\": \"UPDATE Music SET Sold = 2 WHERE Artist = 'Nobody'\"}]",
                "--return-consumed-capacity",
                "TOTAL")
            .json();
    assertEquals("Music", batch.at("/Responses/0/TableName").textValue());
    assertEquals("ConditionalCheckFailed", batch.at("/Responses/1/Error/Code").textValue());
    assertEquals(1, batch.at("/ConsumedCapacity/0/CapacityUnits").doubleValue());

    cli.dynamodb(
            "execute-transaction",
            "--transact-statements",
            "[{\"Statement\": \"INSERT INTO Music VALUE {'Artist': 'Other'}\"},"
                + " {\"Statement\": \"EXISTS(SELECT * FROM Music WHERE Artist = 'Acme' AND Sold ="
                + " 2)\"}]",
            "--client-request-token",
            "token-of-the-test")
        .json();
    JsonNode all = execute("SELECT Artist FROM Music", "--limit", "1").json();
    JsonNode rest =
        execute("SELECT Artist FROM Music", "--next-token", all.get("NextToken").textValue())
            .json();
    assertEquals(1, all.get("Items").size());
    assertEquals(1, rest.get("Items").size());
    assertNotEquals(all.get("Items"), rest.get("Items"));
  }
}
