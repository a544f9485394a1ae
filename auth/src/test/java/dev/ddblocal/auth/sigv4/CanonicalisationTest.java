package dev.ddblocal.auth.sigv4;

import static dev.ddblocal.auth.sigv4.Requests.changed;
import static dev.ddblocal.auth.sigv4.Requests.minus;
import static dev.ddblocal.auth.sigv4.Requests.plus;
import static dev.ddblocal.auth.sigv4.Requests.with;
import static dev.ddblocal.auth.sigv4.Requests.withBody;
import static dev.ddblocal.auth.sigv4.Requests.withHeaders;
import static dev.ddblocal.auth.sigv4.Requests.withMethod;
import static dev.ddblocal.auth.sigv4.Requests.withQuery;
import static dev.ddblocal.auth.sigv4.SignedRequest.inHeader;
import static dev.ddblocal.auth.sigv4.SignedRequest.inQuery;

import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature covers, and what may change on the way without breaking it. */
class CanonicalisationTest {
  private static final String WITH_CUSTOM = "content-type;host;x-amz-date;x-amz-target;x-custom";

  private final Authentication authentication = Authentication.enforcing();

  @Test
  void the_case_of_header_names_does_not_matter() {
    UnverifiedRequest request = inHeader().build();

    authentication.accepts(
        changed(request, h -> new Header(h.name().toUpperCase(Locale.ROOT), h.value())));
    authentication.accepts(
        changed(request, h -> new Header(h.name().toLowerCase(Locale.ROOT), h.value())));
  }

  @Test
  void the_order_of_different_headers_does_not_matter() {
    UnverifiedRequest request = inHeader().build();

    authentication.accepts(withHeaders(request, request.headers().reversed()));
  }

  @ParameterizedTest
  @ValueSource(strings = {" a b c", "a b c ", "a   b\tc", "\ta \t b  c ", "a\r\n  b\n c"})
  void white_space_around_and_inside_a_value_is_collapsed(String value) {
    UnverifiedRequest request =
        inHeader().header("X-Custom", "a b c").signedHeaders(WITH_CUSTOM).build();

    authentication.accepts(with(request, "X-Custom", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "a bc", "a b C", "a b c d", "", "a b\u00a0c"})
  void another_value_is_not_covered(String value) {
    UnverifiedRequest request =
        inHeader().header("X-Custom", "a b c").signedHeaders(WITH_CUSTOM).build();

    authentication.refusesSignature(with(request, "X-Custom", value));
  }

  @Test
  void the_body_is_covered() {
    authentication.refusesSignature(
        withBody(inHeader().build(), "{ }".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void the_payload_hash_that_a_header_claims_is_not_believed() {
    String claimed = SignedRequest.sha256("{}".getBytes(StandardCharsets.UTF_8));
    UnverifiedRequest request =
        inHeader()
            .header("X-Amz-Content-Sha256", claimed)
            .signedHeaders("host;x-amz-content-sha256;x-amz-date;x-amz-target")
            .build();

    authentication.accepts(request);
    authentication.refusesSignature(withBody(request, "[]".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"})
  void a_signature_that_leaves_the_body_out_does_not_match(String payload) {
    authentication.refusesSignature(
        inHeader()
            .header("X-Amz-Content-Sha256", payload)
            .signedHeaders("host;x-amz-content-sha256;x-amz-date")
            .payloadHash(payload)
            .build());
  }

  @Test
  void the_method_is_covered() {
    authentication.accepts(inHeader().method("GET").build());
    authentication.refusesSignature(withMethod(inHeader().build(), "PUT"));
  }

  @Test
  void a_signed_target_is_covered_and_an_unsigned_one_is_not_demanded() {
    authentication.refusesSignature(
        with(inHeader().build(), "X-Amz-Target", "DynamoDB_20120810.DeleteTable"));
    authentication.accepts(inHeader().signedHeaders("host;x-amz-date").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:8001", "localhost:8000"})
  void the_host_is_covered_with_its_port(String host) {
    authentication.refusesSignature(with(inHeader().build(), "Host", host));
    authentication.refusesSignature(
        with(inQuery().signedHeaders("host").presign("60", null), "Host", host));
  }

  @Test
  void values_of_one_header_are_joined_in_the_order_of_their_arrival() {
    UnverifiedRequest request =
        inHeader()
            .header("X-Custom", "one")
            .header("X-Custom", "two")
            .header("x-custom", "three")
            .signedHeaders(WITH_CUSTOM)
            .build();

    authentication.accepts(request);
    authentication.refusesSignature(withHeaders(request, request.headers().reversed()));
    authentication.accepts(
        plus(minus(minus(request, "X-Custom"), "x-custom"), "X-Custom", "one,two,three"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-target;x-amz-date;host;content-type",
        "Content-Type;Host;X-Amz-Date;X-Amz-Target",
        "host;connection;x-amz-date",
        "host;;x-amz-date"
      })
  void signed_headers_may_come_unsorted_or_in_upper_case_or_name_absent_ones(String names) {
    authentication.accepts(inHeader().signedHeaders(names).build());
  }

  @Test
  void a_header_that_is_signed_as_absent_cannot_be_added() {
    authentication.refusesSignature(
        plus(inHeader().signedHeaders("host;x-added").build(), "X-Added", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host;host;x-amz-date", "host;Host", "host;x-amz-date;x-amz-date"})
  void a_name_that_is_signed_twice_does_not_match(String names) {
    authentication.refusesSignature(inHeader().signedHeaders(names).build());
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&a=0,a=0&a=1",
    "a,a=",
    "a=,a=",
    "b&a&&,a=&b=",
    "%7E=%7e,~=~",
    "p=%2f,p=%2F",
    "p=a+b,p=a%2Bb",
    "p=a%20b,p=a%20b",
    "p=a=b,p=a%3Db",
    "a-b=1&a=2&a1=3,a=2&a-b=1&a1=3",
    "%E1%88%B4=1&P=2,%E1%88%B4=1&P=2",
    "A=1&a=1,A=1&a=1",
    "p=*'(),p=%2A%27%28%29"
  })
  void query_strings_are_encoded_anew_and_sorted(String raw, String canonical) {
    authentication.accepts(inHeader().query(raw, canonical).build());
  }

  @Test
  void the_query_string_is_covered() {
    UnverifiedRequest request = inHeader().query("a=1", "a=1").build();

    authentication.refusesSignature(withQuery(request, "a=2"));
    authentication.refusesSignature(withQuery(request, ""));
    authentication.refusesSignature(withQuery(inHeader().build(), "a"));
  }

  @Test
  void a_parameter_added_to_a_presigned_request_is_not_covered() {
    UnverifiedRequest request = inQuery().signedHeaders("host").presign("60", null);

    authentication.accepts(request);
    authentication.refusesSignature(withQuery(request, request.rawQuery() + "&a=b"));
    authentication.refusesSignature(
        withQuery(request, request.rawQuery().replace("Expires=60", "Expires=61")));
  }

  @Test
  void header_values_beyond_ascii_are_bytes() {
    String utf8AsBytes =
        new String(
            "caf\u00e9 \u1234".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    UnverifiedRequest request =
        inHeader().header("X-Custom", utf8AsBytes).signedHeaders(WITH_CUSTOM).build();

    authentication.accepts(request);
    authentication.refusesSignature(with(request, "X-Custom", "caf\u00e9 ?"));
  }

  @Test
  void very_many_signed_headers_are_verified_like_few() {
    SignedRequest request = inHeader();
    StringBuilder names = new StringBuilder("host;x-amz-date");
    for (int i = 0; i < 1_000; i++) {
      request.header("h" + i, "v" + i);
      names.append(";h").append(i);
    }

    authentication.accepts(request.signedHeaders(names.toString()).build());
  }
}
