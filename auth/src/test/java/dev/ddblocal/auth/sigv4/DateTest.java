package dev.ddblocal.auth.sigv4;

import static dev.ddblocal.auth.sigv4.Requests.with;
import static dev.ddblocal.auth.sigv4.SignedRequest.inHeader;
import static dev.ddblocal.auth.sigv4.SignedRequest.inQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How old or how far ahead a request may be, at 03:04:05 on 2 January 2026. */
class DateTest {
  private final Authentication authentication = Authentication.enforcing();

  @ParameterizedTest
  @ValueSource(strings = {"20260102T024905Z", "20260102T031905Z"})
  void accepts_a_date_that_is_exactly_fifteen_minutes_off(String date) {
    authentication.accepts(inHeader().timestamp(date).build());
  }

  @Test
  void compares_whole_seconds() {
    Authentication.at(Instant.parse("2026-01-02T03:04:05.999Z"))
        .accepts(inHeader().timestamp("20260102T024905Z").build());
  }

  @Test
  void a_date_more_than_fifteen_minutes_ago_has_expired() {
    authentication.refuses(
        inHeader().timestamp("20260102T024904Z").build(),
        ErrorCode.INVALID_SIGNATURE,
        "Signature expired: 20260102T024904Z is now earlier than 20260102T024905Z"
            + " (20260102T030405Z - 15 min.)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260102T031906Z", "30200102T030405Z"})
  void a_date_more_than_fifteen_minutes_ahead_is_not_yet_current(String date) {
    authentication.refuses(
        inHeader().timestamp(date).build(),
        ErrorCode.INVALID_SIGNATURE,
        "Signature not yet current: "
            + date
            + " is still later than 20260102T031905Z (20260102T030405Z + 15 min.)");
  }

  @Test
  void the_window_can_be_set() {
    Authentication tight =
        Authentication.with(Authentication.settings(Duration.ofSeconds(90), Set.of()));

    tight.accepts(inHeader().timestamp("20260102T030235Z").build());
    tight.refuses(
        inHeader().timestamp("20260102T030234Z").build(),
        ErrorCode.INVALID_SIGNATURE,
        "Signature expired: 20260102T030234Z is now earlier than 20260102T030235Z"
            + " (20260102T030405Z - 90 sec.)");
  }

  @Test
  void an_old_date_is_reported_before_a_nonsensical_scope_and_an_unknown_key() {
    UnverifiedRequest request =
        with(
            inHeader().timestamp("20200102T030405Z").build(),
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=cassandra/2/3/4/aws4_request, SignedHeaders=x,"
                + " Signature=y");

    assertTrue(
        authentication.refuses(request).getMessage().startsWith("Signature expired: 20200102"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "201",
        "",
        "20260230T000000Z",
        "20261301T000000Z",
        "20260100T000000Z",
        "20260102T240000Z",
        "20260102T036005Z",
        "20260102T030460Z",
        "20260102t030405Z",
        "20260102T030405z",
        "20260102T030405+",
        "+2026102T030405Z",
        "\u0662\u0660\u0662\u0666\u0660\u0661\u0660\u0662T030405Z",
        "Fri, 02 Jan 2026 03:04:05 GMT"
      })
  void what_is_no_date_in_basic_format_is_refused(String date) {
    String message =
        "Date must be in ISO-8601 'basic format'. Got '"
            + date
            + "'. See http://en.wikipedia.org/wiki/ISO_8601";

    authentication.refuses(
        with(inHeader().build(), "X-Amz-Date", date), ErrorCode.INCOMPLETE_SIGNATURE, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fri, 02 Jan 2026 03:04:05 GMT", "20260102T030405Z"})
  void a_date_header_alone_is_enough(String date) {
    authentication.accepts(
        inHeader()
            .withoutHeader("X-Amz-Date")
            .header("Date", date)
            .signedHeaders("date;host")
            .build());
  }

  @Test
  void a_date_header_in_no_known_format_is_refused() {
    UnverifiedRequest request =
        inHeader().withoutHeader("X-Amz-Date").header("Date", "yesterday").build();

    assertEquals(
        "Date must be in ISO-8601 'basic format'. Got 'yesterday'."
            + " See http://en.wikipedia.org/wiki/ISO_8601",
        authentication.refuses(request).getMessage());
  }

  @Test
  void the_x_amz_date_header_wins_over_the_date_header() {
    authentication.accepts(inHeader().header("Date", "Fri, 02 Jan 2015 03:04:05 GMT").build());
    authentication.refuses(
        inHeader()
            .timestamp("20150102T030405Z")
            .header("Date", "Fri, 02 Jan 2026 03:04:05 GMT")
            .build(),
        ErrorCode.INVALID_SIGNATURE,
        "Signature expired: 20150102T030405Z is now earlier than 20260102T024905Z"
            + " (20260102T030405Z - 15 min.)");
  }

  @Test
  void a_presigned_request_is_good_for_as_long_as_it_says() {
    UnverifiedRequest oneSecond = presigned("20260102T030405Z", "1");

    authentication.accepts(oneSecond);
    Authentication.at(Authentication.NOW.plusSeconds(1)).accepts(oneSecond);
    Authentication.at(Authentication.NOW.plusSeconds(2))
        .refuses(
            oneSecond,
            ErrorCode.INVALID_SIGNATURE,
            "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z"
                + " (20260102T030407Z - 1 sec.)");
    Authentication.at(Authentication.NOW.plus(Duration.ofDays(7)))
        .accepts(presigned("20260102T030405Z", "604800"));
  }

  @Test
  void a_presigned_request_may_come_fifteen_minutes_early() {
    authentication.accepts(presigned("20260102T031905Z", "60"));
    assertTrue(
        authentication
            .refuses(presigned("20260102T031906Z", "60"))
            .getMessage()
            .startsWith("Signature not yet current: "));
  }

  @Test
  void a_presigned_request_without_an_expiry_has_the_usual_window() {
    authentication.accepts(presigned("20260102T024905Z", null));
    assertEquals(
        ErrorCode.INVALID_SIGNATURE,
        authentication.refuses(presigned("20260102T024904Z", null)).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"604801", "0", "-1", "abc", "1e3", "", " 60", "+60", "99999999999", "\u0661"})
  void an_expiry_that_is_no_number_of_seconds_up_to_a_week_is_refused(String expires) {
    DynamoDbException error =
        authentication.refuses(
            Requests.withQuery(
                presigned("20260102T030405Z", "60"),
                presigned("20260102T030405Z", "60").rawQuery().replace("=60", "=" + expires)));

    assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, error.code());
    assertTrue(error.getMessage().contains("'X-Amz-Expires'"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "20260102T000001Z,20260101T235959Z,20260102",
    "20260101T235959Z,20260102T000001Z,20260101"
  })
  void around_midnight_the_scope_has_the_requests_day_and_not_the_servers(
      String date, String now, String scopeDate) {
    Instant server =
        Instant.ofEpochSecond(RequestTimestamp.parseBasic(now).orElseThrow().epochSecond());

    Authentication.at(server).accepts(inHeader().timestamp(date).scopeDate(scopeDate).build());
    assertEquals(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
            + " '"
            + now.substring(0, 8)
            + "' != '"
            + scopeDate
            + "', from '"
            + date
            + "'.",
        Authentication.at(server)
            .refuses(inHeader().timestamp(date).scopeDate(now.substring(0, 8)).build())
            .getMessage());
  }

  private static UnverifiedRequest presigned(String date, String expires) {
    return inQuery().timestamp(date).signedHeaders("host").presign(expires, null);
  }
}
