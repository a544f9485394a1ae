package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request begins and ends, and what its body is wrapped in. */
class FramingIT {
  private static final int BODY_LIMIT = 16 << 20;

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
    return unsigned().sign(ALICE, server.timestamp());
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** A request whose framing headers and body stand as given, with a second request behind it. */
  private static Arguments smuggled(String name, String framing, String body) {
    String head = new String(signed().unframed().body(new byte[0]).bytes(), StandardCharsets.UTF_8);
    String first = head.substring(0, head.length() - 2) + framing + "\r\n\r\n" + body;
    return arguments(named(name, concatenated(latin1(first), signed().bytes())));
  }

  static Stream<Arguments> ambiguousFramings() {
    String chunks = "2\r\n{}\r\n0\r\n\r\n";
    return Stream.of(
        smuggled("length, then chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked", chunks),
        smuggled("chunks, then length", "Transfer-Encoding: chunked\r\nContent-Length: 2", chunks),
        smuggled("two lengths", "Content-Length: 2\r\nContent-Length: 0", "{}"),
        smuggled("the same length twice", "Content-Length: 2\r\nContent-Length: 2", "{}"),
        smuggled("two lengths in a header", "Content-Length: 2, 2", "{}"),
        smuggled("unknown encoding", "Transfer-Encoding: xchunked", chunks),
        smuggled("encoding identity", "Transfer-Encoding: identity", "{}"),
        smuggled("chunked and identity", "Transfer-Encoding: chunked, identity", chunks),
        smuggled("identity and chunked", "Transfer-Encoding: identity, chunked", chunks),
        smuggled(
            "two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", chunks),
        smuggled(
            "two encodings, one unknown",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
            chunks),
        smuggled("a blank before the colon", "Transfer-Encoding : chunked", chunks),
        smuggled("a blank before the length's colon", "Content-Length : 2", "{}"),
        smuggled("a vertical tab", "Transfer-Encoding: \u000bchunked", chunks),
        smuggled("a quoted encoding", "Transfer-Encoding: \"chunked\"", chunks),
        smuggled("a length with a sign", "Content-Length: +2", "{}"),
        smuggled("a negative length", "Content-Length: -2", "{}"),
        smuggled("a hexadecimal length", "Content-Length: 0x2", "{}"),
        smuggled("a length with a blank", "Content-Length: 2 2", "{}"),
        smuggled("a length beyond 64 bits", "Content-Length: 99999999999999999999", "{}"),
        smuggled("an empty length", "Content-Length: ", "{}"),
        smuggled("a length in Arabic-Indic digits", "Content-Length: \u00d9\u00a2", "{}"),
        smuggled("a negative chunk", "Transfer-Encoding: chunked", "-2\r\n{}\r\n0\r\n\r\n"),
        smuggled("a chunk with a prefix", "Transfer-Encoding: chunked", "0x2\r\n{}\r\n0\r\n\r\n"),
        smuggled(
            "a chunk beyond 64 bits", "Transfer-Encoding: chunked", "fffffffffffffffff\r\n{}\r\n"),
        smuggled(
            "a chunk that is too short", "Transfer-Encoding: chunked", "2\r\n{}x\r\n0\r\n\r\n"),
        smuggled("a chunk without a size", "Transfer-Encoding: chunked", "\r\n{}\r\n0\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ambiguousFramings")
  void a_request_whose_end_is_not_certain_is_refused_and_nothing_behind_it_is_read(byte[] bytes)
      throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.trySend(bytes);

      assertEquals(List.of(400), statuses(conversation.answersUntilClosed()));
    }
  }

  private static List<Integer> statuses(List<RawAnswer> answers) {
    return answers.stream().map(RawAnswer::status).toList();
  }

  static Stream<Named<byte[]>> malformedHeads() {
    String valid = new String(signed().bytes(), StandardCharsets.ISO_8859_1);
    return Stream.of(
        named("T-C14 a folded header", latin1(withLine(valid, "X-Folded: a\r\n b"))),
        named("T-C14 a folded header with a tab", latin1(withLine(valid, "X-Folded: a\r\n\tb"))),
        named("T-C14 a folded first header", latin1(valid.replaceFirst("\r\n", "\r\n "))),
        named("T-C14 lines that end in LF", latin1(valid.replace("\r\n", "\n"))),
        named("T-C14 one line that ends in LF", latin1(withLine(valid, "X-A: b\nX-C: d"))),
        named("T-C14 CR in a value", latin1(withLine(valid, "X-Return: a\rb"))),
        named("T-C14 NUL in a value", latin1(withLine(valid, "X-Nul: a\u0000b"))),
        named("NUL in a name", latin1(withLine(valid, "X-N\u0000l: a"))),
        named("a name with a blank", latin1(withLine(valid, "X Blank: a"))),
        named("a header without a name", latin1(withLine(valid, ": a"))),
        named("a header without a colon", latin1(withLine(valid, "X-Colon"))),
        named("another version", latin1(valid.replace("HTTP/1.1", "HTTP/1.2"))),
        named("version 2", latin1(valid.replace("HTTP/1.1", "HTTP/2.0"))),
        named("no version", latin1(valid.replace(" HTTP/1.1", ""))),
        named("a fourth word", latin1(valid.replace("HTTP/1.1", "HTTP/1.1 x"))),
        named("HTTP/2 by prior knowledge", latin1("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
        named("a TLS handshake", latin1("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n")),
        named("noise", latin1("\u0001\u0002\u00ff\u00fe {}\r\n\r\n")),
        named("another protocol", latin1("EHLO example.com\r\n\r\n")));
  }

  private static String withLine(String request, String line) {
    int hostLine = request.indexOf("Host:");
    return request.substring(0, hostLine) + line + "\r\n" + request.substring(hostLine);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedHeads")
  void what_is_not_http_is_answered_400_and_closed(byte[] bytes) throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.trySend(concatenated(bytes, signed().bytes()));

      assertEquals(List.of(400), statuses(conversation.answersUntilClosed()));
    }
  }

  private static byte[] chunked(RawRequest request, byte[] body, String trailers) {
    byte[] size = latin1(Integer.toHexString(body.length) + "\r\n");
    byte[] end = latin1("\r\n0\r\n" + trailers + "\r\n");
    byte[] head =
        request.unframed().header("Transfer-Encoding", "chunked").body(new byte[0]).bytes();
    return concatenated(head, size, body, end);
  }

  @Test
  void a_body_in_chunks_is_a_body() throws IOException {
    assertSucceeded(RawRequest.exchange(server.port(), chunked(signed(), latin1("{}"), "")));
  }

  @Test
  void trailers_change_nothing() throws IOException {
    assertSucceeded(
        RawRequest.exchange(
            server.port(),
            chunked(
                signed(),
                latin1("{}"),
                "Authorization: AWS4-\r\nX-Amz-Target: DynamoDB_20120810.DeleteTable\r\n")));
  }

  @Test
  void credentials_in_trailers_are_none() throws IOException {
    String trailer =
        "X-Amz-Date: "
            + server.timestamp()
            + "\r\nAuthorization: "
            + signed().header("Authorization")
            + "\r\n";

    assertRefused(
        ErrorBodies.MISSING_TOKEN,
        RawRequest.exchange(server.port(), chunked(unsigned(), latin1("{}"), trailer)));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] blanks(int count) {
    byte[] blanks = new byte[count];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  private static RawRequest encoded(String coding, byte[] body) {
    return unsigned().header("Content-Encoding", coding).body(body).sign(ALICE, server.timestamp());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
  void a_gzip_body_is_signed_as_it_is_sent(String coding) throws IOException {
    RawAnswer answer = server.send(encoded(coding, gzip(latin1("{\"Limit\":1}"))));

    assertSucceeded(answer);
    assertEquals("{\"TableNames\":[\"Table\"]}", answer.body());
  }

  @Test
  void a_gzip_body_signed_before_it_was_compressed_does_not_match() throws IOException {
    assertRefused(
        ErrorBodies.SIGNATURE_MISMATCH,
        server.send(encoded("gzip", latin1("{}")).body(gzip(latin1("{}")))));
  }

  @Test
  void sixteen_mib_fit_in_a_gzip_body() throws IOException {
    byte[] content = blanks(BODY_LIMIT);
    content[0] = '{';
    content[BODY_LIMIT - 1] = '}';

    assertSucceeded(server.send(encoded("gzip", gzip(content))));
  }

  static Stream<Named<byte[]>> bombs() throws IOException {
    byte[] member = gzip(blanks(BODY_LIMIT));
    byte[] thousand = new byte[Math.min(1_000, BODY_LIMIT / member.length) * member.length];
    for (int i = 0; i < thousand.length; i += member.length) {
      System.arraycopy(member, 0, thousand, i, member.length);
    }
    return Stream.of(
        named("one byte too many", gzip(blanks(BODY_LIMIT + 1))),
        named("64 MiB", gzip(blanks(4 * BODY_LIMIT))),
        named("nearly 16 GiB", thousand));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void a_gzip_bomb_is_too_large(byte[] bomb) throws IOException {
    assertEquals(413, server.send(encoded("gzip", bomb)).status());
  }

  @Test
  void a_strangers_gzip_bomb_is_not_even_opened() throws IOException {
    RawRequest request =
        unsigned().header("Content-Encoding", "gzip").body(gzip(blanks(4 * BODY_LIMIT)));

    assertRefused(ErrorBodies.MISSING_TOKEN, server.send(request));
  }

  static Stream<Arguments> undecodable() throws IOException {
    byte[] whole = gzip(latin1("{}"));
    byte[] wrongChecksum = whole.clone();
    wrongChecksum[whole.length - 8] ^= 1;
    return Stream.of(
        arguments("gzip", named("truncated", Arrays.copyOf(whole, whole.length - 1))),
        arguments("gzip", named("only its magic number", Arrays.copyOf(whole, 2))),
        arguments("gzip", named("wrong checksum", wrongChecksum)),
        arguments("gzip", named("not compressed", latin1("{}"))),
        arguments("gzip", named("no JSON within", gzip(latin1("{")))),
        arguments("gzip", named("compressed twice", gzip(whole))),
        arguments("br", named("another coding", whole)),
        arguments("gzip, gzip", named("two codings", gzip(whole))),
        arguments("aws-chunked", named("aws-chunked", latin1("2\r\n{}\r\n0\r\n\r\n"))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("undecodable")
  void a_body_that_cannot_be_decoded_is_a_serialization_error(String coding, byte[] body)
      throws IOException {
    assertRefused(ErrorBodies.SERIALIZATION, server.send(encoded(coding, body)));
  }

  @Test
  void a_request_that_stays_unfinished_is_nobodys_request() throws IOException {
    byte[] whole = signed().bytes();
    for (int length = 1; length < whole.length; length += 7) {
      try (Conversation conversation = Conversation.with(server.port())) {
        conversation.send(Arrays.copyOf(whole, length)).finish();

        List<Integer> statuses = statuses(conversation.answersUntilClosed());

        assertTrue(List.of(List.of(), List.of(400)).contains(statuses), () -> statuses.toString());
      }
    }
    assertSucceeded(server.send(signed()));
  }
}
