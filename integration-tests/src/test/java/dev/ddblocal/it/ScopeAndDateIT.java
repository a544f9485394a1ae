package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The date of a signature and the scope of its credential. */
class ScopeAndDateIT {
  private static final Instant NOW = TestClock.START;
  private static final String WRONG_SERVICE =
      "Credential should be scoped to correct service: 'dynamodb'. ";

  @TempDir private static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder);
    server.createTable(ALICE, "Existing");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void setTheClock() {
    server.clock().set(NOW);
  }

  private static RawRequest unsigned() {
    return server.request("ListTables", "{}");
  }

  private static ReferenceSigner aliceIn(String region, String service) {
    return new ReferenceSigner(ALICE.accessKeyId(), ALICE.secretAccessKey(), region, service);
  }

  private static RawRequest presigned(String expires) {
    return unsigned().presign(ALICE, NOW, Map.of("X-Amz-Expires", expires));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT15M", "-PT14M59S", "PT0S", "PT14M59S", "PT15M"})
  void a_date_within_15_minutes_is_good(Duration offset) throws IOException {
    assertSucceeded(server.send(unsigned().sign(ALICE, NOW.plus(offset))));
  }

  static Stream<Arguments> datesOutsideTheWindow() {
    String expired =
        "Signature expired: %s is now earlier than 20260102T024905Z (20260102T030405Z - 15 min.)";
    String early =
        "Signature not yet current: %s is still later than 20260102T031905Z (20260102T030405Z + 15"
            + " min.)";
    return Stream.of(
        arguments("T-D01", "20260102T024904Z", expired),
        arguments("T-D01 a year ago", "20250102T030405Z", expired),
        arguments("T-D01 the year 0", "00000101T000000Z", expired),
        arguments("T-D02", "20260102T031906Z", early),
        arguments("T-D04", "30200102T030405Z", early));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("datesOutsideTheWindow")
  void a_date_outside_15_minutes_is_refused_with_both_instants(
      String row, String date, String message) throws IOException {
    assertRefused(
        ErrorBodies.invalidSignature(message.formatted(date)),
        server.send(unsigned().sign(ALICE, date)));
  }

  @Test
  void an_old_date_is_refused_before_the_scope_and_the_key_are_looked_at() throws IOException {
    String header =
        "AWS4-HMAC-SHA256 Credential=cassandra/2/3/4/aws4_request, SignedHeaders=a, Signature=b";

    assertRefusedWith(
        ErrorBodies.prefix("InvalidSignatureException") + ",\"message\":\"Signature expired: ",
        server.send(
            unsigned().header("X-Amz-Date", "20260101T030405Z").header("Authorization", header)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "201",
        "20260230T000000Z",
        "20260102T240000Z",
        "20260102T030460Z",
        "20260102T030405",
        "20260102t030405z",
        "20260102T030405+",
        "+0260102T030405Z",
        "Fri, 02 Jan 2026 03:04:05 GMT"
      })
  void a_date_that_is_none_is_echoed(String date) throws IOException {
    assertRefused(
        ErrorBodies.incompleteSignature(
            "Date must be in ISO-8601 'basic format'. Got '"
                + date
                + "'. See http://en.wikipedia.org/wiki/ISO_8601"),
        server.send(unsigned().sign(ALICE, NOW).replace("X-Amz-Date", date)));
  }

  @Test
  void digits_of_another_script_are_no_digits() throws IOException {
    String arabicIndic = "\u0662\u0660\u0662\u0666\u0660\u0661\u0660\u0662T030405Z";
    String onTheWire =
        new String(arabicIndic.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertRefusedWith(
        ErrorBodies.prefix("IncompleteSignatureException")
            + ",\"message\":\"Date must be in ISO-8601 'basic format'. Got '",
        server.send(unsigned().sign(ALICE, NOW).replace("X-Amz-Date", onTheWire)));
  }

  static Stream<Arguments> midnights() {
    return Stream.of(
        arguments("2026-01-03T00:00:10Z", "20260102T235959Z", "20260103", "20260102"),
        arguments("2026-01-02T23:59:50Z", "20260103T000001Z", "20260102", "20260103"));
  }

  @ParameterizedTest
  @MethodSource("midnights")
  void around_midnight_the_scope_has_the_day_of_the_date(
      Instant now, String date, String otherDay, String day) throws IOException {
    server.clock().set(now);

    assertSucceeded(server.send(unsigned().sign(ALICE, date)));
    assertRefused(
        ErrorBodies.invalidSignature(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                + " HTTP: '%s' != '%s', from '%s'.".formatted(otherDay, day, date)),
        server.send(
            unsigned()
                .sign(ALICE, date)
                .edit("Authorization", value -> value.replace("/" + day, "/" + otherDay))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "DynamoDB", "iam", "sts", "dynamodb2"})
  void a_scope_of_another_service_is_refused(String service) throws IOException {
    RawAnswer answer = server.send(unsigned().sign(aliceIn(InProcessServer.REGION, service), NOW));

    assertRefused(ErrorBodies.invalidSignature(WRONG_SERVICE), answer);
    assertEquals(1_525_103_862L, answer.crc32());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "US-EAST-1",
        "us_east_1",
        "us-east-1.",
        "..",
        ".",
        "~",
        "us-east-1%2f",
        "con",
        "a\\b",
        "us-east-\u00b2"
      })
  void a_scope_of_no_region_is_refused_and_touches_no_file(String region) throws IOException {
    List<Path> before = files();

    assertRefused(
        ErrorBodies.invalidSignature(
            "Credential should be scoped to a valid region, not '" + region + "'. "),
        server.send(unsigned().sign(aliceIn(region, "dynamodb"), NOW)));
    assertEquals(before, files());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "us-east-1/", "/us-east-1", "a/b"})
  void a_region_with_a_slash_makes_more_than_five_elements(String region) throws IOException {
    List<Path> before = files();

    assertRefused(
        ErrorBodies.incompleteSignature(
            "Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got '"
                + aliceIn(region, "dynamodb").accessKeyId()
                + "/"
                + aliceIn(region, "dynamodb").scope("20260102T030405Z")
                + "'"),
        server.send(unsigned().sign(aliceIn(region, "dynamodb"), NOW)));
    assertEquals(before, files());
  }

  @Test
  void a_region_of_10_kb_is_refused_and_not_echoed_at_length() throws IOException {
    List<Path> before = files();

    RawAnswer answer =
        server.send(unsigned().presign(aliceIn("a".repeat(10_000), "dynamodb"), NOW, Map.of()));

    assertRefusedWith(
        ErrorBodies.prefix("InvalidSignatureException")
            + ",\"message\":\"Credential should be scoped to a valid region, not 'aaaa",
        answer);
    assertTrue(answer.bytes().length < 2_000, answer::body);
    assertEquals(before, files());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.toString().matches(".*-(wal|shm|journal)")).sorted().toList();
    }
  }

  @Test
  void another_terminator_is_refused() throws IOException {
    assertRefused(
        ErrorBodies.invalidSignature(
            "Credential should be scoped with a valid terminator: 'aws4_request', not"
                + " 'aws5_request'. "),
        server.send(
            unsigned()
                .sign(ALICE, NOW)
                .edit("Authorization", value -> value.replace("aws4_request", "aws5_request"))));
  }

  @Test
  void everything_that_is_wrong_with_a_scope_is_said_at_once() throws IOException {
    assertRefused(
        ErrorBodies.invalidSignature(
            "Credential should be scoped to a valid region, not 'Mars'. "
                + WRONG_SERVICE
                + "Credential should be scoped with a valid terminator: 'aws4_request', not"
                + " 'aws5_request'. "
                + "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                + " from HTTP: '19990101' != '20260102', from '20260102T030405Z'."),
        server.send(
            unsigned()
                .sign(ALICE, NOW)
                .edit(
                    "Authorization",
                    value ->
                        value.replace(
                            ALICE.scope(server.timestamp()), "19990101/Mars/s3/aws5_request"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fri, 02 Jan 2026 03:04:05 GMT", "20260102T030405Z"})
  void the_date_header_counts_where_it_is_the_only_one(String date) throws IOException {
    assertSucceeded(
        server.send(unsigned().header("Date", date).authorize(ALICE, server.timestamp())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fri, 02 Jan 1998 03:04:05 GMT",
        "19980102T030405Z",
        "no date",
        "20260102T030406Z"
      })
  void x_amz_date_wins_over_the_date_header(String date) throws IOException {
    assertSucceeded(server.send(unsigned().header("Date", date).sign(ALICE, NOW)));
  }

  @Test
  void a_presigned_request_is_good_until_it_expires() throws IOException {
    server.clock().set(NOW.plusSeconds(1));
    assertSucceeded(server.send(presigned("1")));
    server.clock().set(NOW.plusSeconds(2));
    assertRefusedWith(
        ErrorBodies.prefix("InvalidSignatureException") + ",\"message\":\"Signature expired: ",
        server.send(presigned("1")));
  }

  @Test
  void a_presigned_request_may_be_good_for_a_week() throws IOException {
    server.clock().set(NOW.plusSeconds(604_800));
    assertSucceeded(server.send(presigned("604800")));
    server.clock().set(NOW.plusSeconds(604_801));
    assertRefusedWith(
        ErrorBodies.prefix("InvalidSignatureException") + ",\"message\":\"Signature expired: ",
        server.send(presigned("604800")));
  }

  @Test
  void a_presigned_request_is_no_earlier_good_than_a_signed_one() throws IOException {
    server.clock().set(NOW.minus(Duration.ofMinutes(15)));
    assertSucceeded(server.send(presigned("604800")));
    server.clock().set(NOW.minus(Duration.ofMinutes(15)).minusSeconds(1));
    assertRefusedWith(
        ErrorBodies.prefix("InvalidSignatureException")
            + ",\"message\":\"Signature not yet current: ",
        server.send(presigned("604800")));
  }

  @Test
  void a_presigned_request_without_expiry_is_good_for_15_minutes() throws IOException {
    RawRequest request = unsigned().presign(ALICE, NOW, Map.of());

    server.clock().set(NOW.plus(Duration.ofMinutes(15)));
    assertSucceeded(server.send(request));
    server.clock().set(NOW.plus(Duration.ofMinutes(15)).plusSeconds(1));
    assertRefusedWith(
        ErrorBodies.prefix("InvalidSignatureException") + ",\"message\":\"Signature expired: ",
        server.send(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "604801",
        "0",
        "-1",
        "abc",
        "1e3",
        "",
        " 1",
        "+1",
        "99999999999999999999",
        "\u0661"
      })
  void an_expiry_that_is_no_number_of_seconds_up_to_a_week_is_refused(String expires)
      throws IOException {
    assertRefusedWith(
        ErrorBodies.prefix("IncompleteSignatureException"), server.send(presigned(expires)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:1", "127.0.0.1", "localhost", "dynamodb.us-east-1.amazonaws.com"})
  void a_presigned_request_is_bound_to_its_host(String host) throws IOException {
    assertRefused(
        ErrorBodies.SIGNATURE_MISMATCH, server.send(presigned("60").replace("Host", host)));
  }

  @Test
  void every_region_is_a_valid_scope_of_its_own() throws IOException {
    assertEquals("{\"TableNames\":[\"Existing\"]}", server.succeed(ALICE, "ListTables", "{}"));
    assertEquals(
        "{\"TableNames\":[]}",
        server.succeed(aliceIn("ap-southeast-2", "dynamodb"), "ListTables", "{}"));
  }
}
