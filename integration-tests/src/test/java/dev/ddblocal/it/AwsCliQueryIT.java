package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions, queries, scans and indexes with the AWS CLI on the packaged server. */
class AwsCliQueryIT {
  private static final String KEYS_ONLY = "\"Projection\": {\"ProjectionType\": \"KEYS_ONLY\"}";

  @TempDir static Path folder;

  private static PackagedServer server;
  private static AwsCli first;
  private static AwsCli second;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    AwsCli.assumeInstalled();
    server = PackagedServer.start(folder, "--access-keys", Tenants.write(folder).toString());
    first = new AwsCli(server.endpoint(), Tenants.FIRST_KEY, Tenants.FIRST_SECRET, folder);
    second = new AwsCli(server.endpoint(), Tenants.SECOND_KEY, Tenants.SECOND_SECRET, folder);
    first
        .dynamodb(
            "create-table",
            "--table-name",
            "Albums",
            "--billing-mode",
            "PAY_PER_REQUEST",
            "--attribute-definitions",
            "AttributeName=Artist,AttributeType=S",
            "AttributeName=Year,AttributeType=N",
            "AttributeName=Genre,AttributeType=S",
            "AttributeName=Sold,AttributeType=N",
            "--key-schema",
            "AttributeName=Artist,KeyType=HASH",
            "AttributeName=Year,KeyType=RANGE",
            "--global-secondary-indexes",
            "IndexName=by-genre,KeySchema=[{AttributeName=Genre,KeyType=HASH},"
                + "{AttributeName=Sold,KeyType=RANGE}],"
                + "Projection={ProjectionType=INCLUDE,NonKeyAttributes=[Title]}",
            "--local-secondary-indexes",
            "IndexName=by-sold,KeySchema=[{AttributeName=Artist,KeyType=HASH},"
                + "{AttributeName=Sold,KeyType=RANGE}],Projection={ProjectionType=ALL}")
        .json();
    first.dynamodb("wait", "table-exists", "--table-name", "Albums").json();
    StringBuilder puts = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      puts.append(i == 0 ? "" : ",")
          .append(
              """
              {"PutRequest": {"Item": {"Artist": {"S": "Nina"}, "Year": {"N": "%d"},
                "Title": {"S": "Album %d"}, "Sold": {"N": "%d"}, "Genre": {"S": "%s"}}}}
              """
                  .formatted(1960 + i, i, 100 - i, i % 2 == 0 ? "jazz" : "soul"));
    }
    first.dynamodb("batch-write-item", "--request-items", "{\"Albums\": [" + puts + "]}").json();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static JsonNode albums(String operation, String... options)
      throws IOException, InterruptedException {
    return onAlbums(first, operation, options).json();
  }

  private static AwsCli.Outcome onAlbums(AwsCli cli, String operation, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(operation, "--table-name", "Albums"));
    command.addAll(List.of(options));
    return cli.dynamodb(command.toArray(String[]::new));
  }

  private static List<Integer> years(JsonNode answer) {
    List<Integer> years = new ArrayList<>();
    answer.get("Items").forEach(item -> years.add(Integer.valueOf(item.at("/Year/N").asText())));
    return years;
  }

  @Test
  void the_table_is_described_with_its_indexes() throws IOException, InterruptedException {
    JsonNode table = albums("describe-table").get("Table");
    JsonNode global = table.at("/GlobalSecondaryIndexes/0");
    assertEquals("ACTIVE", global.get("IndexStatus").textValue());
    assertEquals("Title", global.at("/Projection/NonKeyAttributes/0").textValue());
    assertEquals(Tenants.firstTable("Albums/index/by-genre"), global.get("IndexArn").textValue());
    JsonNode local = table.at("/LocalSecondaryIndexes/0");
    assertEquals("by-sold", local.get("IndexName").textValue());
    assertEquals("ALL", local.at("/Projection/ProjectionType").textValue());
    assertEquals(4, table.get("AttributeDefinitions").size());
  }

  @Test
  void a_query_reads_forward_in_reverse_and_by_both_indexes()
      throws IOException, InterruptedException {
    JsonNode forward =
        albums(
            "query",
            "--key-condition-expression",
            "Artist = :a AND #y BETWEEN :low AND :high",
            "--filter-expression",
            "Genre <> :g",
            "--expression-attribute-names",
            "{\"#y\": \"Year\"}",
            "--expression-attribute-values",
            """
            {":a": {"S": "Nina"}, ":low": {"N": "1962"}, ":high": {"N": "1966"}, ":g": {"S": "soul"}}
            """,
            "--consistent-read",
            "--return-consumed-capacity",
            "TOTAL");
    assertEquals(List.of(1962, 1964, 1966), years(forward));
    assertEquals(5, forward.get("ScannedCount").intValue());
    assertEquals(1.0, forward.at("/ConsumedCapacity/CapacityUnits").doubleValue());
    JsonNode reverse =
        albums(
            "query",
            "--key-condition-expression",
            "Artist = :a",
            "--expression-attribute-values",
            "{\":a\": {\"S\": \"Nina\"}}",
            "--no-scan-index-forward",
            "--limit",
            "2");
    assertEquals(List.of(1969, 1968), years(reverse));
    assertEquals("1968", reverse.at("/LastEvaluatedKey/Year/N").textValue());
    JsonNode global =
        albums(
            "query",
            "--index-name",
            "by-genre",
            "--key-condition-expression",
            "Genre = :g AND Sold > :s",
            "--expression-attribute-values",
            "{\":g\": {\"S\": \"jazz\"}, \":s\": {\"N\": \"95\"}}",
            "--projection-expression",
            "Title");
    assertEquals(
        "[{\"Title\":{\"S\":\"Album 4\"}},{\"Title\":{\"S\":\"Album 2\"}},"
            + "{\"Title\":{\"S\":\"Album 0\"}}]",
        global.get("Items").toString());
    JsonNode local =
        albums(
            "query",
            "--index-name",
            "by-sold",
            "--key-condition-expression",
            "Artist = :a AND Sold <= :s",
            "--expression-attribute-values",
            "{\":a\": {\"S\": \"Nina\"}, \":s\": {\"N\": \"93\"}}",
            "--consistent-read");
    assertEquals(List.of(1969, 1968, 1967), years(local));
  }

  @Test
  void the_clis_own_paging_reads_everything_once() throws IOException, InterruptedException {
    String[] query = {
      "--key-condition-expression",
      "Artist = :a",
      "--expression-attribute-values",
      "{\":a\": {\"S\": \"Nina\"}}",
      "--page-size",
      "3",
      "--max-items",
      "4"
    };
    List<Integer> seen = new ArrayList<>();
    JsonNode page = albums("query", query);
    seen.addAll(years(page));
    while (page.has("NextToken")) {
      List<String> next = new ArrayList<>(List.of(query));
      next.addAll(List.of("--starting-token", page.get("NextToken").textValue()));
      page = albums("query", next.toArray(String[]::new));
      seen.addAll(years(page));
    }
    assertEquals(List.of(1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969), seen);
    assertEquals(10, years(albums("scan", "--page-size", "3")).size());
  }

  @Test
  void a_scan_filters_counts_and_shares_the_table_between_segments()
      throws IOException, InterruptedException {
    JsonNode filtered =
        albums(
            "scan",
            "--filter-expression",
            "contains(Title, :nine) OR Sold IN (:most, :none)",
            "--expression-attribute-values",
            """
            {":nine": {"S": "9"}, ":most": {"N": "1e2"}, ":none": {"N": "0"}}
            """);
    assertEquals(new TreeSet<>(List.of(1960, 1969)), new TreeSet<>(years(filtered)));
    assertEquals(10, filtered.get("ScannedCount").intValue());
    assertEquals(
        5,
        albums(
                "scan",
                "--select",
                "COUNT",
                "--filter-expression",
                "Genre = :g",
                "--expression-attribute-values",
                "{\":g\": {\"S\": \"soul\"}}")
            .get("Count")
            .intValue());
    List<Integer> seen = new ArrayList<>();
    for (String segment : List.of("0", "1")) {
      seen.addAll(years(albums("scan", "--segment", segment, "--total-segments", "2")));
    }
    assertEquals(10, seen.size());
    assertEquals(10, new TreeSet<>(seen).size());
  }

  @Test
  void an_update_takes_all_clauses_at_once() throws IOException, InterruptedException {
    String key = "{\"Artist\": {\"S\": \"Miles\"}, \"Year\": {\"N\": \"1959\"}}";
    albums(
        "put-item",
        "--item",
        """
        {"Artist": {"S": "Miles"}, "Year": {"N": "1959"}, "Gone": {"BOOL": true}, "Plays": {"N": "1"},
         "Band": {"L": [{"S": "John"}]}, "Tags": {"SS": ["cool", "blue", "modal"]}}
        """);
    JsonNode updated =
        albums(
            "update-item",
            "--key",
            key,
            "--update-expression",
            "SET Band = list_append(Band, :band), #t = if_not_exists(#t, :t)"
                + " ADD Plays :more REMOVE Gone DELETE Tags :tags",
            "--condition-expression",
            "attribute_exists(Artist) AND size(Tags) = :three",
            "--expression-attribute-names",
            "{\"#t\": \"Title\"}",
            "--expression-attribute-values",
            """
            {":band": {"L": [{"S": "Bill"}]}, ":t": {"S": "Kind of Blue"}, ":more": {"N": "41.5"},
             ":tags": {"SS": ["blue"]}, ":three": {"N": "3"}}
            """,
            "--return-values",
            "ALL_NEW");
    JsonNode item = updated.get("Attributes");
    assertEquals("Bill", item.at("/Band/L/1/S").textValue());
    assertEquals("Kind of Blue", item.at("/Title/S").textValue());
    assertEquals("42.5", item.at("/Plays/N").textValue());
    assertEquals(2, item.at("/Tags/SS").size());
    assertTrue(item.path("Gone").isMissingNode());
    albums("delete-item", "--key", key, "--condition-expression", "attribute_not_exists(Gone)");
  }

  @Test
  void refusals_are_told_in_dynamodbs_words() throws IOException, InterruptedException {
    assertFails(
        onAlbums(
            first,
            "put-item",
            "--item",
            "{\"Artist\": {\"S\": \"Nina\"}, \"Year\": {\"N\": \"1960\"}}",
            "--condition-expression",
            "attribute_not_exists(Artist)"),
        "An error occurred (ConditionalCheckFailedException) when calling the PutItem operation:"
            + " The conditional request failed");
    assertFails(
        onAlbums(
            first,
            "query",
            "--key-condition-expression",
            "Genre = :g",
            "--expression-attribute-values",
            "{\":g\": {\"S\": \"jazz\"}}"),
        "An error occurred (ValidationException) when calling the Query operation:"
            + " Query condition missed key schema element: Artist");
    assertFails(
        onAlbums(second, "scan"),
        "An error occurred (ResourceNotFoundException) when calling the Scan operation:"
            + " Requested resource not found");
  }

  @Test
  void an_index_is_added_to_a_table_and_taken_away() throws IOException, InterruptedException {
    second
        .dynamodb(
            "create-table",
            "--table-name",
            "Growing",
            "--billing-mode",
            "PAY_PER_REQUEST",
            "--attribute-definitions",
            "AttributeName=id,AttributeType=S",
            "--key-schema",
            "AttributeName=id,KeyType=HASH")
        .json();
    second
        .dynamodb(
            "put-item",
            "--table-name",
            "Growing",
            "--item",
            "{\"id\": {\"S\": \"a\"}, \"kind\": {\"S\": \"k\"}}")
        .json();
    JsonNode updated =
        second
            .dynamodb(
                "update-table",
                "--table-name",
                "Growing",
                "--attribute-definitions",
                "AttributeName=id,AttributeType=S",
                "AttributeName=kind,AttributeType=S",
                "--global-secondary-index-updates",
                "[{\"Create\": {\"IndexName\": \"by-kind\", \"KeySchema\": [{\"AttributeName\":"
                    + " \"kind\", \"KeyType\": \"HASH\"}], "
                    + KEYS_ONLY
                    + "}}]")
            .json();
    assertEquals(
        "by-kind", updated.at("/TableDescription/GlobalSecondaryIndexes/0/IndexName").textValue());
    second.dynamodb("wait", "table-exists", "--table-name", "Growing").json();
    assertEquals("ACTIVE", awaitIndexStatus("ACTIVE"));
    assertEquals(
        1,
        second
            .dynamodb("scan", "--table-name", "Growing", "--index-name", "by-kind")
            .json()
            .get("Count")
            .intValue());
    second
        .dynamodb(
            "update-table",
            "--table-name",
            "Growing",
            "--global-secondary-index-updates",
            "[{\"Delete\": {\"IndexName\": \"by-kind\"}}]")
        .json();
    assertEquals("", awaitIndexStatus(""));
    assertFails(
        second.dynamodb("scan", "--table-name", "Growing", "--index-name", "by-kind"),
        "An error occurred (ValidationException) when calling the Scan operation:"
            + " The table does not have the specified index: by-kind");
  }

  /** The index's status, once it is the wanted one; the last one after some tries. */
  private static String awaitIndexStatus(String wanted) throws IOException, InterruptedException {
    String status = null;
    for (int i = 0; i < 30 && !wanted.equals(status); i++) {
      status =
          second
              .dynamodb("describe-table", "--table-name", "Growing")
              .json()
              .at("/Table/GlobalSecondaryIndexes/0/IndexStatus")
              .asText("");
    }
    return status;
  }

  private static void assertFails(AwsCli.Outcome outcome, String message) {
    assertNotEquals(0, outcome.status(), outcome.out());
    assertTrue(outcome.errors().contains(message), outcome.errors());
  }
}
