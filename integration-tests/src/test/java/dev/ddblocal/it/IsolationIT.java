package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static dev.ddblocal.it.InProcessServer.ALICES_OTHER_KEY;
import static dev.ddblocal.it.InProcessServer.ALICE_ACCOUNT;
import static dev.ddblocal.it.InProcessServer.BOB;
import static dev.ddblocal.it.InProcessServer.BOB_ACCOUNT;
import static dev.ddblocal.it.InProcessServer.REGION;
import static dev.ddblocal.it.InProcessServer.TEST;
import static dev.ddblocal.it.InProcessServer.TEST_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No account reaches another's tables, whatever it asks for. */
class IsolationIT {
  private static final String CAROL_ACCOUNT = "111122223333";

  /** Its text was issued for the test account's number. */
  private static final ReferenceSigner CAROL =
      InProcessServer.signer("AKIAQAAAAATJAAAAAAAA", "CarolSecretAccessKey");

  private static final String BOBS_ITEM = "{\"pk\":{\"S\":\"a\"},\"owner\":{\"S\":\"bob\"}}";
  private static final String KEY = "{\"pk\":{\"S\":\"a\"}}";

  @TempDir private static Path folder;
  private static InProcessServer server;
  private static List<String> warningsAtStart;

  @BeforeAll
  static void start() throws IOException {
    try (CapturedLog log = CapturedLog.open()) {
      server =
          InProcessServer.start(
              folder, Map.of(), List.of(InProcessServer.row(CAROL, CAROL_ACCOUNT)));
      warningsAtStart = log.atLeast(Level.WARNING);
    }
    for (ReferenceSigner owner : List.of(ALICE, BOB)) {
      server.createTable(owner, "Shared");
    }
    server.createTable(BOB, "OnlyBobs");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void putBobsItems() throws IOException {
    for (String table : List.of("Shared", "OnlyBobs")) {
      server.succeed(
          BOB, "PutItem", "{\"TableName\":\"" + table + "\",\"Item\":" + BOBS_ITEM + "}");
    }
  }

  @AfterEach
  void bobHasWhatHeHad() throws IOException {
    assertEquals("{\"TableNames\":[\"OnlyBobs\",\"Shared\"]}", listTables(BOB));
    for (String table : List.of("Shared", "OnlyBobs")) {
      assertEquals(
          "{\"Item\":" + BOBS_ITEM + "}",
          server.succeed(BOB, "GetItem", on(table, "\"Key\":" + KEY)));
    }
  }

  private static String listTables(ReferenceSigner caller) throws IOException {
    return server.succeed(caller, "ListTables", "{}");
  }

  private static String on(String table, String members) {
    return "{\"TableName\":\"" + table + "\"" + (members.isEmpty() ? "" : "," + members) + "}";
  }

  private static String denied(String account, String operation, String arn) {
    return ErrorBodies.accessDenied(
        "User: arn:aws:iam::%s:root is not authorized to perform: dynamodb:%s on resource: %s because no resource-based policy allows the dynamodb:%s action"
            .formatted(account, operation, arn, operation));
  }

  /** Every operation that may name another account's table, with what it needs besides. */
  static Stream<Arguments> operationsOnAnyTable() {
    return Stream.of(
        arguments("DescribeTable", ""),
        arguments("DeleteTable", ""),
        arguments("GetItem", "\"Key\":" + KEY),
        arguments("PutItem", "\"Item\":" + KEY),
        arguments("DeleteItem", "\"Key\":" + KEY));
  }

  @ParameterizedTest
  @MethodSource("operationsOnAnyTable")
  void a_table_of_another_account_is_denied_alike_whether_it_exists_or_not(
      String operation, String members) throws IOException {
    for (String table : List.of("OnlyBobs", "Shared", "Missing")) {
      String arn = InProcessServer.arn(BOB_ACCOUNT, table);

      assertRefused(
          denied(ALICE_ACCOUNT, operation, arn), server.call(ALICE, operation, on(arn, members)));
    }
  }

  static Stream<Arguments> strangers() {
    Map<ReferenceSigner, String> accounts =
        Map.of(ALICE, ALICE_ACCOUNT, BOB, BOB_ACCOUNT, TEST, TEST_ACCOUNT, CAROL, CAROL_ACCOUNT);
    return accounts.keySet().stream()
        .flatMap(caller ->
            accounts.keySet().stream()
                .filter(owner -> !owner.equals(caller))
                .map(owner -> arguments(caller, accounts.get(caller), accounts.get(owner))));
  }

  @ParameterizedTest(name = "{1} to {2}")
  @MethodSource("strangers")
  void no_account_reaches_any_other(ReferenceSigner caller, String callerAccount, String owner)
      throws IOException {
    String arn = InProcessServer.arn(owner, "Shared");

    assertRefused(
        denied(callerAccount, "GetItem", arn),
        server.call(caller, "GetItem", on(arn, "\"Key\":" + KEY)));
  }

  @Test
  void an_operation_without_cross_account_support_does_not_find_the_other_account()
      throws IOException {
    String members =
        "\"BillingMode\":\"PAY_PER_REQUEST\","
            + "\"AttributeDefinitions\":[{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"}],"
            + "\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]";

    RawAnswer answer =
        server.call(ALICE, "CreateTable", on(InProcessServer.arn(BOB_ACCOUNT, "New"), members));

    assertRefused(ErrorBodies.resourceNotFound("Requested resource not found"), answer);
    assertEquals("{\"TableNames\":[\"Shared\"]}", listTables(ALICE));
  }

  @Test
  void a_batch_that_names_another_accounts_table_is_denied_as_a_whole() throws IOException {
    String foreign = InProcessServer.arn(BOB_ACCOUNT, "OnlyBobs");
    String put = "[{\"PutRequest\":{\"Item\":{\"pk\":{\"S\":\"batch\"}}}}]";
    for (String own : List.of("Shared", InProcessServer.arn(ALICE_ACCOUNT, "Shared"))) {
      for (List<String> order : List.of(List.of(own, foreign), List.of(foreign, own))) {
        assertRefused(
            denied(ALICE_ACCOUNT, "BatchWriteItem", foreign),
            server.call(
                ALICE,
                "BatchWriteItem",
                "{\"RequestItems\":{\"%s\":%s,\"%s\":%s}}"
                    .formatted(order.get(0), put, order.get(1), put)));
        assertRefused(
            denied(ALICE_ACCOUNT, "BatchGetItem", foreign),
            server.call(
                ALICE,
                "BatchGetItem",
                "{\"RequestItems\":{\"%s\":{\"Keys\":[%s]},\"%s\":{\"Keys\":[%s]}}}"
                    .formatted(order.get(0), KEY, order.get(1), KEY)));
      }
    }
    assertEquals(
        "{}", server.succeed(ALICE, "GetItem", on("Shared", "\"Key\":{\"pk\":{\"S\":\"batch\"}}")));
  }

  @Test
  void a_transaction_that_names_another_accounts_table_is_denied_as_a_whole() throws IOException {
    String foreign = InProcessServer.arn(BOB_ACCOUNT, "OnlyBobs");
    String key = "\"Key\":{\"pk\":{\"S\":\"transaction\"}}";
    Map<String, String> actions =
        Map.of(
            "PutItem",
            "{\"Put\":{\"TableName\":\"%s\",\"Item\":{\"pk\":{\"S\":\"transaction\"}}}}",
            "DeleteItem",
            "{\"Delete\":{\"TableName\":\"%s\"," + key + "}}",
            "UpdateItem",
            "{\"Update\":{\"TableName\":\"%s\",\"UpdateExpression\":\"REMOVE a\"," + key + "}}",
            "ConditionCheckItem",
            "{\"ConditionCheck\":{\"TableName\":\"%s\",\"ConditionExpression\":\"a = a\","
                + key
                + "}}");
    String get = "{\"Get\":{\"TableName\":\"%s\"," + key + "}}";
    String request = "{\"TransactItems\":[%s,%s]}";
    for (String own : List.of("Shared", InProcessServer.arn(ALICE_ACCOUNT, "Shared"))) {
      String ownPut = actions.get("PutItem").formatted(own);
      for (Map.Entry<String, String> action : actions.entrySet()) {
        String other = action.getValue().formatted(foreign);
        for (String items :
            List.of(request.formatted(ownPut, other), request.formatted(other, ownPut))) {
          assertRefused(
              denied(ALICE_ACCOUNT, action.getKey(), foreign),
              server.call(ALICE, "TransactWriteItems", items));
        }
      }
      assertRefused(
          denied(ALICE_ACCOUNT, "GetItem", foreign),
          server.call(
              ALICE,
              "TransactGetItems",
              request.formatted(get.formatted(own), get.formatted(foreign))));
    }
    assertEquals("{}", server.succeed(ALICE, "GetItem", on("Shared", key)));
  }

  @Test
  void access_is_denied_before_the_request_is_checked_any_further() throws IOException {
    String arn = InProcessServer.arn(BOB_ACCOUNT, "OnlyBobs");

    assertRefused(
        denied(ALICE_ACCOUNT, "PutItem", arn),
        server.call(ALICE, "PutItem", on(arn, "\"Item\":{\"pk\":{\"N\":\"no number\"}}")));
  }

  @Test
  void an_own_table_may_be_named_by_its_arn() throws IOException {
    String arn = InProcessServer.arn(ALICE_ACCOUNT, "Shared");

    server.succeed(ALICE, "PutItem", on(arn, "\"Item\":{\"pk\":{\"S\":\"by arn\"}}"));

    assertEquals(
        "{\"Item\":{\"pk\":{\"S\":\"by arn\"}}}",
        server.succeed(
            ALICES_OTHER_KEY, "GetItem", on("Shared", "\"Key\":{\"pk\":{\"S\":\"by arn\"}}")));
  }

  @ParameterizedTest
  @MethodSource("operationsOnAnyTable")
  void an_own_table_is_not_found_under_another_regions_arn(String operation, String members)
      throws IOException {
    String arn = InProcessServer.arn("eu-west-2", ALICE_ACCOUNT, "Shared");

    assertRefused(
        ErrorBodies.resourceNotFound("Requested resource not found"),
        server.call(ALICE, operation, on(arn, members)));
    assertEquals("{\"TableNames\":[\"Shared\"]}", listTables(ALICE));
  }

  @Test
  void a_region_is_a_namespace_of_its_own() throws IOException {
    ReferenceSigner inLondon =
        new ReferenceSigner(ALICE.accessKeyId(), ALICE.secretAccessKey(), "eu-west-2", "dynamodb");
    assertEquals("{\"TableNames\":[]}", listTables(inLondon));

    server.createTable(inLondon, "Shared");
    server.succeed(inLondon, "PutItem", on("Shared", "\"Item\":{\"pk\":{\"S\":\"london\"}}"));

    String key = "\"Key\":{\"pk\":{\"S\":\"london\"}}";
    assertEquals("{}", server.succeed(ALICE, "GetItem", on("Shared", key)));
    assertTrue(
        server
            .succeed(inLondon, "DescribeTable", on("Shared", ""))
            .contains("\"" + InProcessServer.arn("eu-west-2", ALICE_ACCOUNT, "Shared") + "\""));
    server.succeed(inLondon, "DeleteTable", on("Shared", ""));
    assertEquals("{\"TableNames\":[\"Shared\"]}", listTables(ALICE));
  }

  @Test
  void tables_of_the_same_name_do_not_bleed_into_each_other() throws IOException {
    for (int i = 0; i < 50; i++) {
      for (ReferenceSigner owner : List.of(ALICE, BOB)) {
        server.succeed(owner, "PutItem", on("Shared", "\"Item\":" + item(i, owner)));
      }
      server.succeed(i % 2 == 0 ? ALICE : BOB, "DeleteItem", on("Shared", "\"Key\":" + key(i)));
    }
    for (int i = 0; i < 50; i++) {
      String kept = on("Shared", "\"Key\":" + key(i));
      ReferenceSigner keeper = i % 2 == 0 ? BOB : ALICE;
      assertEquals("{\"Item\":" + item(i, keeper) + "}", server.succeed(keeper, "GetItem", kept));
      assertEquals("{}", server.succeed(keeper.equals(BOB) ? ALICE : BOB, "GetItem", kept));
    }
    assertEquals("{\"TableNames\":[\"Shared\"]}", listTables(ALICE));
    assertEquals("{\"TableNames\":[]}", listTables(TEST));
  }

  private static String key(int i) {
    return "{\"pk\":{\"S\":\"bleed " + i + "\"}}";
  }

  private static String item(int i, ReferenceSigner owner) {
    return "{\"owner\":{\"S\":\"%s\"},\"pk\":{\"S\":\"bleed %d\"}}"
        .formatted(owner.accessKeyId(), i);
  }

  @Test
  void concurrent_writes_stay_in_their_accounts() {
    List<ReferenceSigner> owners = List.of(ALICE, BOB);
    IntStream.range(0, 100)
        .parallel()
        .forEach(i -> put(owners.get(i % 2), "{\"pk\":{\"S\":\"concurrent " + i + "\"}}"));
    IntStream.range(0, 100)
        .parallel()
        .forEach(i -> {
          String key = on("Shared", "\"Key\":{\"pk\":{\"S\":\"concurrent " + i + "\"}}");
          assertEquals("{}", get(owners.get((i + 1) % 2), key));
          assertTrue(get(owners.get(i % 2), key).startsWith("{\"Item\":"));
        });
  }

  private static void put(ReferenceSigner owner, String item) {
    get(owner, "PutItem", on("Shared", "\"Item\":" + item));
  }

  private static String get(ReferenceSigner owner, String request) {
    return get(owner, "GetItem", request);
  }

  private static String get(ReferenceSigner owner, String operation, String request) {
    try {
      return server.succeed(owner, operation, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_account_is_the_one_of_column_3_whatever_the_key_says() throws IOException {
    server.createTable(CAROL, "Carols");
    try {
      assertTrue(
          server
              .succeed(CAROL, "DescribeTable", on("Carols", ""))
              .contains("\"" + InProcessServer.arn(CAROL_ACCOUNT, "Carols") + "\""));
      assertEquals("{\"TableNames\":[]}", listTables(TEST));
    } finally {
      server.succeed(CAROL, "DeleteTable", on("Carols", ""));
    }
  }

  @Test
  void a_key_issued_for_another_account_is_warned_of_at_start() {
    List<String> warnings =
        warningsAtStart.stream().filter(line -> line.contains("another account")).toList();

    assertEquals(1, warnings.size(), warningsAtStart::toString);
    assertTrue(warnings.getFirst().contains("line 4"), warnings::toString);
    assertTrue(
        warningsAtStart.stream().noneMatch(line -> line.contains(CAROL.secretAccessKey())),
        warningsAtStart::toString);
  }

  static Stream<Arguments> oddArns() {
    String arn = InProcessServer.arn(ALICE_ACCOUNT, "Shared");
    String foreign = InProcessServer.arn(BOB_ACCOUNT, "OnlyBobs");
    return Stream.of(arn, foreign)
        .flatMap(valid ->
            Stream.of(
                arguments("another partition", valid.replace("arn:aws:", "arn:aws-cn:")),
                arguments("no partition", valid.replace("arn:aws:", "arn::")),
                arguments("another service", valid.replace(":dynamodb:", ":s3:")),
                arguments("upper case", valid.replace("arn:aws:", "ARN:AWS:")),
                arguments("2,000 characters", valid + "x".repeat(2_000)),
                arguments("an escaped slash", valid.replace("table/", "table%2F")),
                arguments("a backslash", valid.replace("table/", "table\\\\")),
                arguments("another resource", valid.replace(":table/", ":index/")),
                arguments("no resource", valid.substring(0, valid.lastIndexOf(':'))),
                arguments("an empty name", valid.substring(0, valid.lastIndexOf('/') + 1)),
                arguments("eleven digits", valid.replaceFirst("\\d(\\d{11})", "$1")),
                arguments("thirteen digits", valid.replaceFirst("(\\d{12})", "0$1")),
                arguments("no account", valid.replaceFirst("\\d{12}", "")),
                arguments("letters for an account", valid.replaceFirst("\\d{12}", "a".repeat(12))),
                arguments("fullwidth digits", fullwidth(valid)),
                arguments("a blank before", " " + valid),
                arguments("a line end behind", valid + "\\n"),
                arguments("NUL behind", valid + "\\u0000"),
                arguments("a colon more", valid + ":"),
                arguments("an empty region", valid.replace(REGION, "")),
                arguments("a path for a region", valid.replace(REGION, "..")),
                arguments("a wildcard", valid.replaceFirst("table/.*", "table/*")),
                arguments("a path for a name", valid.replaceFirst("table/", "table/../"))));
  }

  private static String fullwidth(String arn) {
    int account = arn.indexOf(REGION) + REGION.length() + 1;
    StringBuilder text = new StringBuilder(arn.substring(0, account));
    for (int i = account; i < arn.length(); i++) {
      char c = arn.charAt(i);
      text.append(c >= '0' && c <= '9' ? (char) (c - '0' + '\uff10') : c);
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("oddArns")
  void an_arn_that_is_none_is_a_validation_error(String name, String arn) throws IOException {
    assertRefusedWith(
        "{\"__type\":\"com.amazon.coral.validate#ValidationException\"",
        server.call(ALICE, "GetItem", on(arn, "\"Key\":" + KEY)));
    assertRefusedWith(
        "{\"__type\":\"com.amazon.coral.validate#ValidationException\"",
        server.call(
            ALICE,
            "BatchGetItem",
            "{\"RequestItems\":{\"" + arn + "\":{\"Keys\":[" + KEY + "]}}}"));
  }

  @Test
  void a_name_never_means_another_accounts_table() throws IOException {
    assertRefusedWith(
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"",
        server.call(ALICE, "GetItem", on("OnlyBobs", "\"Key\":" + KEY)));
    assertRefusedWith(
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"",
        server.call(ALICE, "DescribeTable", on("OnlyBobs", "")));
    assertSucceeded(server.call(BOB, "DescribeTable", on("OnlyBobs", "")));
  }
}
