package dev.ddblocal.auth.sigv4;

import static dev.ddblocal.auth.sigv4.Requests.header;
import static dev.ddblocal.auth.sigv4.Requests.plus;
import static dev.ddblocal.auth.sigv4.Requests.unsigned;
import static dev.ddblocal.auth.sigv4.Requests.with;
import static dev.ddblocal.auth.sigv4.SignedRequest.inHeader;
import static dev.ddblocal.auth.sigv4.SignedRequest.inQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a signature is looked for and which parts it must have. */
class SignatureMaterialTest {
  private static final String PRESIGNED_HEADERS = "content-type;host;x-amz-target";

  private final Authentication authentication = Authentication.enforcing();

  @Test
  void a_request_without_a_signature_is_missing_its_token() {
    DynamoDbException error = authentication.refuses(unsigned(""));

    assertEquals(ErrorCode.MISSING_AUTHENTICATION_TOKEN, error.code());
    assertEquals("Request is missing Authentication Token", error.getMessage());
    assertEquals(2088342776L, Authentication.bodyCrc32(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4",
        "Bearer x",
        "Basic x",
        "AWS k:s",
        "X",
        "",
        "aws4-hmac-sha256 Credential=a"
      })
  void an_authorization_of_another_scheme_is_no_signature(String authorization) {
    authentication.refuses(
        unsigned("", header("Authorization", authorization)),
        ErrorCode.MISSING_AUTHENTICATION_TOKEN,
        "Request is missing Authentication Token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorith=AWS4-HMAC-SHA256",
        "x-amz-algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=c",
        "AWSAccessKeyId=a&Signature=b",
        "%zz"
      })
  void a_query_string_without_the_algorithm_is_no_signature(String query) {
    authentication.refuses(
        unsigned(query),
        ErrorCode.MISSING_AUTHENTICATION_TOKEN,
        "Request is missing Authentication Token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Amz-Algorithm", "X-Amz-Algorithm=", "a=b&X-Amz-Algorithm=x"})
  void refuses_a_signature_in_both_places(String query) {
    DynamoDbException error =
        authentication.refuses(unsigned(query, header("Authorization", "AWS4-HMAC-SHA256 a=b")));

    assertEquals(ErrorCode.INVALID_SIGNATURE, error.code());
    assertEquals(2139606068L, Authentication.bodyCrc32(error));
  }

  /** The sums are those of bodies recorded from the service. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | AWS4-                         | 1828866742",
        "true  | AWS4- Signature=b Credential=a | 15336762",
        "true  | AWS4- Signature=b,Credential=a | 1159703774"
      })
  void names_the_missing_parts_of_an_authorization_header(
      boolean dated, String authorization, long crc32) {
    UnverifiedRequest request = unsigned("", header("Authorization", authorization));

    DynamoDbException error =
        authentication.refuses(dated ? plus(request, "X-Amz-Date", "x") : request);

    assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, error.code());
    assertEquals(crc32, Authentication.bodyCrc32(error));
  }

  @Test
  void an_empty_part_of_an_authorization_header_is_missing() {
    String authorization = "AWS4-HMAC-SHA256 Credential=,Signature=,SignedHeaders=";

    authentication.refuses(
        unsigned("", header("Authorization", authorization), header("Date", "x")),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "Authorization header requires 'Credential' parameter. "
            + "Authorization header requires 'Signature' parameter. "
            + "Authorization header requires 'SignedHeaders' parameter. "
            + "Authorization="
            + authorization);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Algorithm,2900502663",
    "X-Amz-Algorithm=&X-Amz-Date=&X-Amz-Signature,2900502663",
    "X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d,3712057481"
  })
  void names_the_missing_parts_of_a_query_string(String query, long crc32) {
    DynamoDbException error = authentication.refuses(unsigned(query));

    assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, error.code());
    assertEquals(crc32, Authentication.bodyCrc32(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key id", "ke,y"})
  void a_separator_inside_the_credential_makes_a_token_without_an_equal_sign(String keyId) {
    String authorization =
        "AWS4-HMAC-SHA256 Credential=" + keyId + "/a/b/c/d,SignedHeaders=host,Signature=e";

    authentication.refuses(
        unsigned("", header("Authorization", authorization), header("X-Amz-Date", "x")),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "'"
            + keyId.substring(keyId.length() == 6 ? 4 : 3)
            + "/a/b/c/d' not a valid key=value pair (missing equal-sign) in Authorization header: '"
            + authorization
            + "'.");
  }

  @Test
  void refuses_a_part_that_stands_twice_in_the_authorization_header() {
    UnverifiedRequest request = inHeader().build();
    String authorization = inHeader().authorization() + ", Signature=x";

    authentication.refuses(
        with(request, "Authorization", authorization),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "'Signature=x' not a valid key=value pair (repeated key) in Authorization header: '"
            + authorization
            + "'.");
  }

  static List<UnaryOperator<String>> separators() {
    return List.of(
        text -> text.replace(", ", ","),
        text -> text.replace(", ", " "),
        text -> text.replace(", ", ",  ,"),
        text -> text.replace("AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256,"),
        text -> "  " + text + " ,",
        text -> text + ", Other=x");
  }

  @ParameterizedTest
  @MethodSource("separators")
  void commas_and_blanks_separate_in_any_number(UnaryOperator<String> change) {
    String authorization = change.apply(inHeader().authorization());

    authentication.accepts(with(inHeader().build(), "Authorization", authorization));
  }

  @Test
  void a_second_authorization_header_is_never_accepted() {
    UnverifiedRequest request = inHeader().build();

    for (String second : List.of(inHeader().authorization(), "AWS4-", "Bearer x", "")) {
      assertEquals(
          ErrorCode.INCOMPLETE_SIGNATURE,
          authentication.refuses(plus(request, "authorization", second)).code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Date",
        "x-amz-date",
        "Host",
        "Content-Type",
        "X-Amz-Security-Token",
        "Content-Length",
        "Date"
      })
  void refuses_a_repeated_header_that_the_signature_does_not_cover(String name) {
    UnverifiedRequest request =
        inHeader().signedHeaders("host").header("X-Amz-Security-Token", "t").build();
    UnverifiedRequest complete =
        plus(plus(request, "Content-Length", "2"), "Date", SignedRequest.TIMESTAMP);

    DynamoDbException error = authentication.refuses(plus(complete, name, "20260102T030405Z"));

    assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, error.code());
    assertTrue(error.getMessage().startsWith("Found more than one '"), error.getMessage());
  }

  @Test
  void a_repeated_target_is_an_unknown_operation_before_anything_else() {
    UnverifiedRequest twice =
        unsigned("", header("X-Amz-Target", "a"), header("x-amz-target", "a"));

    DynamoDbException error = authentication.refuses(twice);

    assertEquals(ErrorCode.UNKNOWN_OPERATION, error.code());
    assertNull(error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Credential",
        "X-Amz-Expires",
        "X-Amz-Algorithm",
        "X-Amz-Signature",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        "X%2DAmz-Date"
      })
  void refuses_a_repeated_query_parameter(String name) {
    UnverifiedRequest request = inQuery().signedHeaders(PRESIGNED_HEADERS).presign("60", null);

    DynamoDbException error =
        authentication.refuses(
            Requests.withQuery(request, request.rawQuery() + "&" + name + "=60"));

    assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, error.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%4", "a=%g0", "a=%4", "%\u0663\u0663"})
  void refuses_an_invalid_escape_in_the_query_string(String query) {
    authentication.refuses(
        inHeader().query(query, "").build(),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "Query string has an invalid percent-encoding. Re-examine the query-string parameters.");
  }

  @Test
  void refuses_an_authorization_header_of_more_than_8_kib() {
    String authorization = inHeader().authorization();
    String padding = " ".repeat(8 * 1_024 - authorization.length());

    authentication.accepts(with(inHeader().build(), "Authorization", authorization + padding));
    assertEquals(
        ErrorCode.INCOMPLETE_SIGNATURE,
        authentication
            .refuses(with(inHeader().build(), "Authorization", authorization + padding + " "))
            .code());
  }

  @Test
  void echoes_no_more_than_1024_characters_of_a_long_header() {
    String authorization = "AWS4-" + "x".repeat(4_000);

    authentication.refuses(
        unsigned("", header("Authorization", authorization), header("Date", "d")),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "Authorization header requires 'Credential' parameter. "
            + "Authorization header requires 'Signature' parameter. "
            + "Authorization header requires 'SignedHeaders' parameter. "
            + "Authorization="
            + authorization.substring(0, 1_024));
  }

  @Test
  void two_short_headers_that_are_not_signed_do_no_harm() {
    authentication.accepts(plus(plus(inHeader().build(), "a", "b"), "c", "d"));
  }
}
