package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static dev.ddblocal.it.InProcessServer.ALICES_OTHER_KEY;
import static dev.ddblocal.it.InProcessServer.TEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.stream.IntStream;
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

/** Credentials that are missing, incomplete, malformed, unknown or wrong. */
class AuthenticationMaterialIT {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String NEEDS_SIGNED_HEADERS =
      "Authorization header requires 'SignedHeaders' parameter. ";
  private static final String NEEDS_ALL_OF_IT =
      "Authorization header requires 'Credential' parameter. "
          + "Authorization header requires 'Signature' parameter. "
          + NEEDS_SIGNED_HEADERS
          + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

  @TempDir private static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawRequest unsigned() {
    return server.request("ListTables", "{}");
  }

  private static RawRequest signed() {
    return server.signed(ALICE, "ListTables", "{}");
  }

  /** A request with the server's time and an Authorization header of the test's own. */
  private static RawRequest authorization(String value) {
    return unsigned().header("X-Amz-Date", server.timestamp()).header("Authorization", value);
  }

  /** A signed request whose Authorization header was changed afterwards. */
  private static RawRequest tampered(String part, String replacement) {
    return signed().edit("Authorization", value -> value.replace(part, replacement));
  }

  private static String withKey(String accessKeyId) {
    return ALGORITHM
        + " Credential="
        + accessKeyId
        + "/20260102/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature="
        + "0".repeat(64);
  }

  static Stream<Named<RawRequest>> requestsWithoutSignature() {
    String allButTheAlgorithm =
        "X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d";
    return Stream.of(
        named("T-A01 nothing, empty body", server.request("ListTables", "")),
        named("T-A01 nothing, some body", unsigned()),
        named("T-A02 AWS4", authorization("AWS4")),
        named("T-A02 Bearer", authorization("Bearer x")),
        named("T-A02 Basic", authorization("Basic x")),
        named("T-A02 Signature Version 2", authorization("AWS ACCESS:c2lnbmF0dXJl")),
        named("T-A02 an empty header", authorization("")),
        named("T-A06", unsigned().target("/?X-Amz-Algorith").header("Authorization", "X")),
        named("T-A07", unsigned().target("/?" + allButTheAlgorithm)),
        named(
            "T-A09",
            unsigned().target("/?x-amz-algorithm=" + ALGORITHM + "&" + allButTheAlgorithm)),
        named("T-A12 in lower case", tampered(ALGORITHM, "aws4-hmac-sha256")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requestsWithoutSignature")
  void a_request_without_a_signature_misses_the_authentication_token(RawRequest request)
      throws IOException {
    RawAnswer answer = server.send(request);

    assertRefused(ErrorBodies.MISSING_TOKEN, answer);
    assertEquals(2_088_342_776L, answer.crc32());
  }

  static Stream<Arguments> incompleteHeaders() {
    return Stream.of(
        arguments(
            named("T-A03", unsigned().header("Authorization", "AWS4-")),
            NEEDS_ALL_OF_IT + "Authorization=AWS4-",
            1_828_866_742L),
        arguments(
            named("T-A04 blank", authorization("AWS4- Signature=b Credential=a")),
            NEEDS_SIGNED_HEADERS + "Authorization=AWS4- Signature=b Credential=a",
            15_336_762L),
        arguments(
            named("T-A04 comma", authorization("AWS4- Signature=b,Credential=a")),
            NEEDS_SIGNED_HEADERS + "Authorization=AWS4- Signature=b,Credential=a",
            1_159_703_774L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("incompleteHeaders")
  void an_incomplete_header_is_answered_with_the_recorded_bytes(
      RawRequest request, String message, long crc32) throws IOException {
    RawAnswer answer = server.send(request);

    assertRefused(ErrorBodies.incompleteSignature(message), answer);
    assertEquals(crc32, answer.crc32());
  }

  @Test
  void comma_and_blank_together_separate_the_parts_of_a_header_too() throws IOException {
    String header = "AWS4- Signature=b, Credential=a";

    assertRefused(
        ErrorBodies.incompleteSignature(NEEDS_SIGNED_HEADERS + "Authorization=" + header),
        server.send(authorization(header)));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", " ", " , ", ",,  ,"})
  void a_signature_is_valid_whatever_separates_its_parts(String separator) throws IOException {
    assertSucceeded(server.send(tampered(", ", separator)));
  }

  @Test
  void a_signature_in_header_and_query_is_one_too_many() throws IOException {
    RawAnswer answer = server.send(signed().target("/?X-Amz-Algorithm"));

    assertRefused(ErrorBodies.BOTH_FORMS, answer);
    assertEquals(2_139_606_068L, answer.crc32());
  }

  static Stream<Arguments> incompleteQueries() {
    String three = "X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-Date=c";
    return Stream.of(
        arguments("/?X-Amz-Algorithm", 2_900_502_663L),
        arguments("/?X-Amz-Algorithm=", 2_900_502_663L),
        arguments("/?X-Amz-Algorithm=&X-Amz-Credential=&X-Amz-Date", 2_900_502_663L),
        arguments("/?X-Amz-Algorithm=x&" + three, 3_712_057_481L),
        arguments("/?X-Amz-Algorithm=x&X-Amz-SignedHeaders=&" + three, 3_712_057_481L));
  }

  @ParameterizedTest
  @MethodSource("incompleteQueries")
  void an_incomplete_query_is_answered_with_the_recorded_bytes(String target, long crc32)
      throws IOException {
    RawAnswer answer = server.send(unsigned().target(target));

    assertRefusedWith(ErrorBodies.prefix("IncompleteSignatureException"), answer);
    assertEquals(crc32, answer.crc32());
  }

  static Stream<Named<RawRequest>> doubleAuthorizations() {
    return Stream.of(
        named(
            "T-A10 the second one valid",
            authorization(withKey("ACCESS"))
                .header("Authorization", signed().header("Authorization"))),
        named("T-A10 the first one valid", signed().header("Authorization", withKey("ACCESS"))),
        named("T-A10 the first one valid, then none", signed().header("Authorization", "x")),
        named(
            "T-A10 the same twice",
            signed().header("Authorization", signed().header("Authorization"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubleAuthorizations")
  void two_authorization_headers_never_succeed(RawRequest request) throws IOException {
    assertRefusedWith(ErrorBodies.prefix("IncompleteSignatureException"), server.send(request));
  }

  @Test
  void a_key_id_with_a_blank_is_no_key_value_pair() throws IOException {
    String header = withKey("ACC ESS");

    assertRefused(
        ErrorBodies.incompleteSignature(
            "'ESS/20260102/us-east-1/dynamodb/aws4_request' not a valid key=value pair (missing"
                + " equal-sign) in Authorization header: '"
                + header
                + "'."),
        server.send(authorization(header)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACC\nESS", "ACC\r\nESS", "ACC\u0000ESS", "ACC\rESS"})
  void a_key_id_that_breaks_the_header_is_no_http(String accessKeyId) throws IOException {
    assertEquals(400, server.send(authorization(withKey(accessKeyId))).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAUNKNOWNUNKNOWN00",
        "ACCESSX",
        "access",
        "Access",
        "akiarzpuzdikaaaaaaaa",
        "\u00e4\u00f6\u00fc",
        "\u00c3\u00a4",
        "';DROP_TABLE_items;--",
        "\"}]}",
        "\\u0041\\n",
        "{\"$ne\":null}",
        "%00%0a",
        "${jndi:ldap:x}",
        "{{7*7}}",
        "*",
        "AKIA_"
      })
  void an_unknown_key_is_answered_alike_and_leaves_nothing_in_the_log(String accessKeyId)
      throws IOException {
    try (CapturedLog log = CapturedLog.open()) {
      RawAnswer answer = server.send(authorization(withKey(accessKeyId)));

      assertRefused(ErrorBodies.UNKNOWN_KEY, answer);
      assertEquals(3_880_715_766L, answer.crc32());
      assertEquals(List.of(), log.atLeast(Level.WARNING));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AWS4-HMAC-SHA25", "AWS4-HMAC-SHA512", "AWS4-ECDSA-P256-SHA256", "AWS4-NONE"})
  void another_algorithm_is_refused_by_name(String algorithm) throws IOException {
    assertRefused(
        ErrorBodies.incompleteSignature(
            "Unsupported AWS 'algorithm': '" + algorithm + "' (only AWS4-HMAC-SHA256 for now). "),
        server.send(tampered(ALGORITHM, algorithm)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K/20260102/us-east-1/dynamodb",
        "K",
        "///",
        "K/20260102/us-east-1/dynamodb/aws4_request/more",
        "K/20260102//us-east-1/dynamodb/aws4_request",
        "K/20260102/us-east-1/dynamodb/aws4_request//x"
      })
  void a_credential_of_more_or_fewer_than_five_elements_is_refused(String credential)
      throws IOException {
    String header =
        ALGORITHM
            + " Credential="
            + credential
            + ", SignedHeaders=host, Signature="
            + "0".repeat(64);

    assertRefused(
        ErrorBodies.incompleteSignature(
            "Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got '"
                + credential
                + "'"),
        server.send(authorization(header)));
  }

  @Test
  void slashes_at_the_end_of_a_credential_do_not_count() throws IOException {
    assertSucceeded(server.send(tampered("/aws4_request", "/aws4_request///")));
  }

  @Test
  void an_authorization_header_of_9_kib_is_an_incomplete_signature() throws IOException {
    assertRefusedWith(
        ErrorBodies.prefix("IncompleteSignatureException"),
        server.send(authorization(ALGORITHM + " Credential=" + "x".repeat(9 * 1024))));
  }

  static Stream<Named<RawRequest>> headsOfMoreThan16Kib() {
    RawRequest manyHeaders = signed();
    IntStream.range(0, 200).forEach(i -> manyHeaders.header("X-Filler-" + i, "x".repeat(100)));
    return Stream.of(
        named("T-A14 an Authorization of 17 KiB", authorization("AWS4-" + "x".repeat(17 * 1024))),
        named("T-A15 one long header", signed().header("X-Filler", "x".repeat(16 * 1024))),
        named("T-A15 many headers", manyHeaders),
        named("T-A16 a signature of 1 MB", authorization(withKey("ACCESS") + "0".repeat(1 << 20))),
        named("a long target", signed().target("/?" + "x".repeat(17 * 1024))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headsOfMoreThan16Kib")
  void a_head_of_more_than_16_kib_is_answered_400(RawRequest request) throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.trySend(request.bytes());

      List<RawAnswer> answers = conversation.answersUntilClosed();

      assertEquals(List.of(400), answers.stream().map(RawAnswer::status).toList());
    }
  }

  @Test
  void short_headers_that_are_not_signed_do_no_harm() throws IOException {
    assertSucceeded(
        server.send(signed().header("User-Agent", "test").header("X-Not-Signed", "whatever")));
  }

  @Test
  void an_empty_signature_is_a_missing_one() throws IOException {
    String header = ALGORITHM + " Credential=a/b/c/d/e, SignedHeaders=host, Signature=";

    assertRefused(
        ErrorBodies.incompleteSignature(
            "Authorization header requires 'Signature' parameter. Authorization=" + header),
        server.send(authorization(header)));
  }

  static Stream<Named<RawRequest>> wrongSignatures() {
    String signature = signatureOf(signed());
    return Stream.of(
        named("T-A16 63 digits", tampered(signature, signature.substring(1))),
        named("T-A16 65 digits", tampered(signature, signature + "0")),
        named("T-A16 upper case", tampered(signature, signature.toUpperCase(Locale.ROOT))),
        named("T-A16 no digits", tampered(signature, "g".repeat(64))),
        named("T-A16 not ASCII", tampered(signature, "\u00e9".repeat(64))),
        named("T-A16 1,000 digits", tampered(signature, "0".repeat(1_000))),
        named("T-A18", signedBy(ALICES_OTHER_KEY)),
        named("another account's", signedBy(TEST)),
        named("wrong secret", signedBy(InProcessServer.signer("", "WrongSecretAccessKey"))));
  }

  /** A request that bears Alice's key, and a signature made with another's secret. */
  private static RawRequest signedBy(ReferenceSigner other) {
    return server.signed(
        InProcessServer.signer(ALICE.accessKeyId(), other.secretAccessKey()), "ListTables", "{}");
  }

  private static String signatureOf(RawRequest request) {
    String header = request.header("Authorization");
    return header.substring(header.lastIndexOf('=') + 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSignatures")
  void a_wrong_signature_does_not_match(RawRequest request) throws IOException {
    RawAnswer answer = server.send(request);

    assertRefused(ErrorBodies.SIGNATURE_MISMATCH, answer);
    assertEquals(1_393_778_603L, answer.crc32());
  }

  @Test
  void a_signature_with_any_of_its_256_bits_flipped_does_not_match() throws IOException {
    String signature = signatureOf(signed());
    BigInteger bits = new BigInteger(signature, 16);
    for (int bit = 0; bit < 256; bit++) {
      String flipped = "%064x".formatted(bits.flipBit(bit));

      assertRefused(ErrorBodies.SIGNATURE_MISMATCH, server.send(tampered(signature, flipped)));
    }
    assertSucceeded(server.send(signed()));
  }

  @Test
  void every_key_of_every_account_opens_its_own_account() throws IOException {
    for (ReferenceSigner key : List.of(ALICE, ALICES_OTHER_KEY, InProcessServer.BOB, TEST)) {
      assertSucceeded(server.call(key, "ListTables", "{}"));
    }
  }

  @Test
  void a_long_term_key_has_no_session() throws IOException {
    RawRequest request = unsigned().header("X-Amz-Security-Token", "FQoGZXIvYXdzE");

    RawAnswer answer = server.send(request.sign(ALICE, server.timestamp()));

    assertEquals(2_938_339_900L, answer.crc32());
    assertEquals(400, answer.status());
  }
}
