package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature covers, and how it is written down before it is signed. */
class CanonicalisationIT {
  private static final String KEY = "{\"TableName\":\"Table\",\"Key\":{\"pk\":{\"S\":\"a\"}}}";

  @TempDir private static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder);
    server.createTable(ALICE, "Table");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawRequest unsigned() {
    return server.request("ListTables", "{}");
  }

  private static RawRequest signed() {
    return sign(unsigned());
  }

  private static RawRequest sign(RawRequest request) {
    return request.sign(ALICE, server.timestamp());
  }

  private static RawRequest presign(RawRequest request) {
    return request.presign(ALICE, TestClock.START, Map.of("X-Amz-Expires", "60"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Named<RawRequest>> harmlessChanges() {
    String host = unsigned().header("Host");
    RawRequest otherOrder = sign(unsigned().header("X-Spaced", "a b c"));
    return Stream.of(
        named("T-C01 header names in upper case", renamed(name -> name.toUpperCase(Locale.ROOT))),
        named("T-C01 header names in lower case", renamed(name -> name.toLowerCase(Locale.ROOT))),
        named(
            "T-C01 another order",
            otherOrder
                .without("Host")
                .header("hOST", host)
                .without("X-Spaced")
                .header("X-Spaced", "a b c")),
        named(
            "T-C01 blanks around and within a value",
            sign(unsigned().header("X-Spaced", "a b c"))
                .replace("X-Spaced", "   a \t  b    c  \t")),
        named(
            "T-C01 blanks around the content type",
            signed().edit("Content-Type", value -> "  " + value + "  ")),
        named(
            "T-C05 the target is not signed",
            sign(unsigned().without("X-Amz-Target"))
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")),
        named(
            "only the host is signed",
            sign(unsigned().without("X-Amz-Target").without("Content-Type"))
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header("Content-Type", RawRequest.JSON_1_0)),
        named(
            "T-C07 a repeated signed header",
            sign(unsigned().header("X-Twice", "a").header("X-Twice", "b"))),
        named(
            "T-C07 a repeated signed header, joined",
            sign(unsigned().header("X-Twice", "a,b")).replace("X-Twice", "a,b")),
        named("T-C09 signed headers not sorted", signedHeadersReversed()),
        named(
            "T-C09 signed headers in upper case",
            signed().edit("Authorization", CanonicalisationIT::withUpperCaseSignedHeaders)),
        named(
            "T-C09 an absent header is signed as an empty one",
            sign(unsigned().header("Connection-Id", "")).without("Connection-Id")),
        named("an empty header is signed", sign(unsigned().header("X-Empty", ""))),
        named(
            "T-C19 a header's bytes beyond ASCII",
            sign(unsigned().header("X-Name", latin1("Z\u00fcrich \u4f60\u597d")))),
        named("T-C10 the server's own absolute form", signed().target("http://" + host + "/")),
        named("a presigned request", presign(unsigned())));
  }

  private static RawRequest renamed(UnaryOperator<String> change) {
    RawRequest signed = signed();
    RawRequest renamed = new RawRequest().body(bytes("{}"));
    for (String name :
        new String[] {"Host", "Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization"}) {
      renamed.header(change.apply(name), signed.header(name));
    }
    return renamed;
  }

  private static RawRequest signedHeadersReversed() {
    return signed()
        .edit(
            "Authorization",
            value ->
                value.replace(
                    "content-type;host;x-amz-date;x-amz-target",
                    "x-amz-target;x-amz-date;host;content-type"));
  }

  private static String withUpperCaseSignedHeaders(String authorization) {
    String names = "content-type;host;x-amz-date;x-amz-target";
    return authorization.replace(names, names.toUpperCase(Locale.ROOT));
  }

  /** The UTF-8 bytes of a text, each as the character that the wire's bytes are written from. */
  private static String latin1(String text) {
    return new String(bytes(text), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmlessChanges")
  void what_does_not_change_the_canonical_request_does_not_matter(RawRequest request)
      throws IOException {
    assertSucceeded(server.send(request));
  }

  static Stream<Named<RawRequest>> tamperings() {
    String oldHash = ReferenceSigner.sha256(limitedTo(1));
    return Stream.of(
        named("T-C02 a byte of the body", sign(limited(1)).body(limitedTo(2))),
        named("T-C02 a blank after the body", signed().body(bytes("{} "))),
        named(
            "T-C02 a body whose old hash is signed",
            sign(limited(1).header("X-Amz-Content-Sha256", oldHash)).body(limitedTo(2))),
        named("T-C03 UNSIGNED-PAYLOAD", payload("UNSIGNED-PAYLOAD")),
        named("T-C03 streaming", payload("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")),
        named("T-C03 unsigned trailer streaming", payload("STREAMING-UNSIGNED-PAYLOAD-TRAILER")),
        named(
            "T-C04", signedFor("GetItem").replace("X-Amz-Target", "DynamoDB_20120810.DeleteItem")),
        named("T-C06 another host", signed().replace("Host", "evil.example.com")),
        named("T-C06 the host without its port", signed().replace("Host", "127.0.0.1")),
        named(
            "T-C07 a repeated header in another order",
            sign(unsigned().header("X-Twice", "a").header("X-Twice", "b"))
                .without("X-Twice")
                .header("X-Twice", "b")
                .header("X-Twice", "a")),
        named(
            "a signed header once more",
            sign(unsigned().header("X-Once", "a")).header("X-Once", "b")),
        named("a signed header is gone", sign(unsigned().header("X-Once", "a")).without("X-Once")),
        named(
            "a letter of a signed value in another case",
            sign(unsigned().header("X-Once", "a")).replace("X-Once", "A")),
        named(
            "a blank within a signed value is gone",
            sign(unsigned().header("X-Once", "a b")).replace("X-Once", "ab")),
        named(
            "T-C09 a signed header named twice",
            signed().edit("Authorization", value -> value.replace(";host;", ";host;host;"))),
        named(
            "a header less is said to be signed",
            signed().edit("Authorization", value -> value.replace("content-type;", ""))),
        named("the date", signed().replace("X-Amz-Date", "20260102T030406Z")),
        named("T-C12", presign(unsigned()).target(presign(unsigned()).target() + "&extra=1")),
        named("a query that was not signed", signed().target("/?a=1")),
        named("a query that was signed is gone", sign(unsigned().target("/?a=1")).target("/")),
        named(
            "T-C19 another encoding than the one on the wire",
            sign(unsigned().header("X-Name", latin1("Z\u00fcrich")))
                .replace("X-Name", "Z\u00fcrich")),
        named("GET's signature under POST", sign(unsigned().method("GET")).method("POST")));
  }

  private static RawRequest limited(int limit) {
    return unsigned().body(limitedTo(limit));
  }

  private static byte[] limitedTo(int limit) {
    return bytes("{\"Limit\":" + limit + "}");
  }

  private static RawRequest signedFor(String operation) {
    return sign(server.request(operation, KEY));
  }

  private static RawRequest payload(String hash) {
    return unsigned()
        .header("X-Amz-Content-Sha256", hash)
        .header("X-Amz-Date", server.timestamp())
        .authorize(ALICE, server.timestamp(), hash);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tamperings")
  void what_changes_the_canonical_request_breaks_the_signature(RawRequest request)
      throws IOException {
    assertRefused(ErrorBodies.SIGNATURE_MISMATCH, server.send(request));
  }

  @Test
  void a_tampered_target_does_not_delete() throws IOException {
    server.succeed(ALICE, "PutItem", "{\"TableName\":\"Table\",\"Item\":{\"pk\":{\"S\":\"a\"}}}");

    assertRefused(
        ErrorBodies.SIGNATURE_MISMATCH,
        server.send(signedFor("GetItem").replace("X-Amz-Target", "DynamoDB_20120810.DeleteItem")));
    assertEquals("{\"Item\":{\"pk\":{\"S\":\"a\"}}}", server.succeed(ALICE, "GetItem", KEY));
  }

  @Test
  void the_host_must_be_signed() throws IOException {
    RawRequest request = sign(unsigned().without("Host"));

    assertRefused(ErrorBodies.HOST_NOT_SIGNED, server.send(request.header("Host", "127.0.0.1")));
  }

  static Stream<Arguments> repeatedSingularHeaders() {
    return Stream.of(
        arguments(
            named(
                "T-C08 the target",
                signed().header("X-Amz-Target", "DynamoDB_20120810.DeleteTable")),
            400,
            ErrorBodies.UNKNOWN_OPERATION),
        arguments(
            named("T-C08 the content type", signed().header("Content-Type", "application/json")),
            404,
            ErrorBodies.NOT_FOUND),
        arguments(
            named("T-C06 the host", signed().header("Host", unsigned().header("Host"))), 400, ""),
        arguments(
            named("T-C06 another host", signed().header("Host", "evil.example.com")), 400, ""),
        arguments(named("no host at all", signed().without("Host")), 400, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("repeatedSingularHeaders")
  void a_header_with_two_readings_is_refused(RawRequest request, int status, String body)
      throws IOException {
    RawAnswer answer = server.send(request);

    assertEquals(status, answer.status());
    assertEquals(body, answer.body());
  }

  static Stream<Named<RawRequest>> repeatedSignatureParts() {
    RawRequest presigned = presign(unsigned());
    String target = presigned.target();
    return Stream.of(
        named("T-C08 the date", signed().header("X-Amz-Date", server.timestamp())),
        named(
            "two session tokens",
            signed().header("X-Amz-Security-Token", "a").header("X-Amz-Security-Token", "b")),
        named("T-C13 the credential", presign(unsigned()).target(target + "&X-Amz-Credential=x")),
        named("T-C13 the expiry", presign(unsigned()).target(target + "&X-Amz-Expires=604800")),
        named("the signature", presign(unsigned()).target(target + "&X-Amz-Signature=x")),
        named("the signed headers", presign(unsigned()).target(target + "&X-Amz-SignedHeaders=x")),
        named(
            "a repeated key in the header",
            signed().edit("Authorization", value -> value + ", Credential=ACCESS")),
        named("T-C11 an escape that is none", sign(unsigned().target("/?a=%zz"))),
        named("T-C11 half an escape", sign(unsigned().target("/?a=%4"))),
        named("T-C11 an escape that is none, presigned", presigned.target(target + "&a=%zz")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("repeatedSignatureParts")
  void a_part_of_the_signature_with_two_readings_is_refused(RawRequest request) throws IOException {
    assertRefusedWith(ErrorBodies.prefix("IncompleteSignatureException"), server.send(request));
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        arguments("a=1&a=0", "a=0&a=1"),
        arguments("a", "a="),
        arguments("b=2&a=1", "a=1&b=2"),
        arguments("&&a=1&", "a=1"),
        arguments("a=%7E", "a=~"),
        arguments("a=~", "a=~"),
        arguments("a=%2f", "a=%2F"),
        arguments("a=%2F", "a=%2F"),
        arguments("a=/", "a=%2F"),
        arguments("a=+", "a=%2B"),
        arguments("a=%20", "a=%20"),
        arguments("a=b=c", "a=b%3Dc"),
        arguments("a=?", "a=%3F"),
        arguments("a=%00", "a=%00"),
        arguments("a=%C3%BC", "a=%C3%BC"),
        arguments("a=%ff", "a=%FF"),
        arguments("A=1&a=1&%41=0", "A=0&A=1&a=1"),
        arguments("a=1&a%2Db=2", "a=1&a-b=2"),
        arguments("", ""));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void a_query_is_signed_in_its_canonical_form(String query, String canonical) throws IOException {
    String canonicalTarget = canonical.isEmpty() ? "/" : "/?" + canonical;

    assertSucceeded(server.send(sign(unsigned().target(canonicalTarget)).target("/?" + query)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x",
        "//",
        "/./",
        "/.",
        "/..",
        "/%2e",
        "/%2E/",
        "/%2f",
        "/;a=b",
        "/;",
        "/index.html",
        "/%00",
        "/\\",
        "/_healthy",
        "/_",
        "//?a=1",
        "/x?a=1",
        "/%",
        "/%zz"
      })
  void another_path_is_not_found_whoever_asks(String path) throws IOException {
    for (RawRequest request : new RawRequest[] {signed(), unsigned()}) {
      RawAnswer answer = server.send(request.target(path));

      assertEquals(404, answer.status());
      assertEquals(ErrorBodies.NOT_FOUND, answer.body());
      assertEquals(3_552_371_480L, answer.crc32());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil/", "http://127.0.0.1:1/", "https://evil.example.com/?a=1"})
  void an_absolute_target_must_name_the_host_of_the_host_header(String target) throws IOException {
    assertEquals(400, server.send(signed().target(target)).status());
  }

  @Test
  void an_upgrade_to_http2_is_answered_as_http1() throws IOException {
    RawRequest request =
        signed()
            .header("Connection", "Upgrade, HTTP2-Settings")
            .header("Upgrade", "h2c")
            .header("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA");

    RawAnswer answer = server.send(request);

    assertSucceeded(answer);
    assertEquals("{\"TableNames\":[\"Table\"]}", answer.body());
  }
}
