package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.table.ListTablesRequest;
import dev.ddblocal.domain.table.ListTablesResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed requests and compressed answers. */
class ContentCodingTest {
  private static final String SERIALIZATION =
      "{\"__type\":\"com.amazon.coral.service#SerializationException\"}";
  private static final int LIMIT = 16 * 1024 * 1024;

  private final FrontDoorFixture door = new FrontDoorFixture();
  private RawConnection connection;

  @BeforeEach
  void connect() {
    connection = door.connect();
  }

  @AfterEach
  void close() {
    connection.close();
    door.close();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.toByteArray();
  }

  private RawConnection.Reply post(String coding, byte[] body) {
    return connection
        .send(
            call("Content-Encoding: " + coding + "\r\n", "")
                .replace("Content-Length: 0", "Content-Length: " + body.length))
        .send(body)
        .read();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
  void authenticates_the_compressed_bytes_and_reads_the_others(String coding) throws IOException {
    byte[] body = gzip(bytes("{\"Limit\":9}"));
    assertEquals(200, post(coding, body).status());
    assertArrayEquals(body, door.authenticated.remove().body().toArray());
    assertEquals(9, ((ListTablesRequest) door.executed.remove().request()).limit());
  }

  @Test
  void takes_a_body_that_is_exactly_16_mib_once_decompressed() throws IOException {
    byte[] content = new byte[LIMIT];
    Arrays.fill(content, (byte) ' ');
    content[0] = '{';
    content[LIMIT - 1] = '}';
    assertEquals(200, post("gzip", gzip(content)).status());
  }

  @Test
  void answers_413_to_a_body_that_grows_beyond_16_mib() throws IOException {
    byte[] content = new byte[LIMIT + 1];
    Arrays.fill(content, (byte) ' ');
    RawConnection.Reply reply = post("gzip", gzip(content));
    assertEquals(413, reply.status());
    assertEquals(0, reply.body().length);
    assertEquals(200, post("gzip", gzip(bytes("{}"))).status());
  }

  @Test
  void gives_a_bomb_no_room() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] megabyte = new byte[1024 * 1024];
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 64; i++) {
        out.write(megabyte);
      }
    }
    assertEquals(413, post("gzip", bomb.toByteArray()).status());
  }

  @Test
  void answers_serialization_to_what_cannot_be_decompressed() throws IOException {
    byte[] whole = gzip(bytes("{\"Limit\":9}"));
    byte[] corrupt = whole.clone();
    corrupt[whole.length - 6] ^= 1;
    for (byte[] body :
        List.of(
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, 12),
            Arrays.copyOf(whole, 3),
            corrupt,
            bytes("{}"),
            bytes("garbage"))) {
      RawConnection.Reply reply = post("gzip", body);
      assertEquals(400, reply.status());
      assertEquals(SERIALIZATION, reply.text());
    }
    assertEquals(0, door.executed.size());
  }

  @Test
  void checks_the_syntax_of_what_was_compressed() throws IOException {
    assertEquals(SERIALIZATION, post("gzip", gzip(bytes("{"))).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "br", "aws-chunked", "gzip, gzip", "zstd"})
  void answers_serialization_to_an_unknown_coding(String coding) {
    assertEquals(SERIALIZATION, post(coding, bytes("{}")).text());
    assertEquals(0, door.authenticated.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", ""})
  void takes_the_coding_that_is_none(String coding) {
    assertEquals(200, post(coding, bytes("{}")).status());
  }

  @Test
  void decompresses_nothing_for_a_stranger() throws IOException {
    byte[] body = gzip(bytes("{"));
    RawConnection.Reply reply =
        connection
            .send(
                call("Content-Encoding: gzip\r\n", "")
                    .replace("Content-Length: 0", "Content-Length: " + body.length)
                    .replace("Authorization", "X"))
            .send(body)
            .read();
    assertTrue(reply.text().contains("MissingAuthenticationToken"), reply.text());
  }

  private RawConnection.Reply ask(String acceptEncoding, int names) {
    door.domain =
        request ->
            CompletableFuture.completedFuture(
                new ListTablesResponse(Collections.nCopies(names, "aaaaaaaaaa"), null));
    return connection.send(call("Accept-Encoding: " + acceptEncoding + "\r\n", "{}")).read();
  }

  private static String decoded(RawConnection.Reply reply) throws IOException {
    InputStream body = new ByteArrayInputStream(reply.body());
    String coding = reply.header("Content-Encoding");
    InputStream in =
        coding == null
            ? body
            : coding.equals("gzip") ? new GZIPInputStream(body) : new InflaterInputStream(body);
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "gzip | gzip",
        "deflate | deflate",
        "GZip | gzip",
        "deflate, gzip | gzip",
        "br, deflate | deflate",
        "gzip;q=0.5, deflate;q=0.7 | deflate",
        "gzip ; q=0.8,deflate;Q=0.8 | gzip",
        "gzip;q=0 | -",
        "gzip;q=0, * | deflate",
        "* | gzip",
        "*;q=0 | -",
        "identity | -",
        "br | -",
        "gzip;q=x | -",
        "gzip;q=2 | -",
        "gzip;level=9 | -",
        ", ,gzip | gzip",
        "gzipped | -"
      })
  void compresses_an_answer_of_more_than_4_kb_as_asked(String acceptEncoding, String expected)
      throws IOException {
    RawConnection.Reply reply = ask(acceptEncoding, 500);
    assertEquals(expected, reply.header("Content-Encoding"));
    CRC32 crc = new CRC32();
    crc.update(reply.body());
    assertEquals(Long.toString(crc.getValue()), reply.header("x-amz-crc32"));
    assertEquals(
        "{\"TableNames\":[" + String.join(",", Collections.nCopies(500, "\"aaaaaaaaaa\"")) + "]}",
        decoded(reply));
    assertTrue(expected == null || reply.body().length < 1_000);
  }

  @Test
  void leaves_a_smaller_answer_as_it_is() {
    assertNull(ask("gzip", 300).header("Content-Encoding"));
  }

  @Test
  void leaves_an_answer_as_it_is_when_nothing_is_asked() {
    assertNull(ask("", 500).header("Content-Encoding"));
  }

  @Test
  void sends_large_answers_one_after_the_other() throws IOException {
    for (int i = 0; i < 3; i++) {
      RawConnection.Reply plain = ask("", 300_000);
      assertEquals(13 * 300_000 + 16, plain.body().length);
      assertEquals(13 * 300_000 + 16, decoded(ask("gzip", 300_000)).length());
    }
    assertEquals(200, ask("", 1).status());
  }
}
