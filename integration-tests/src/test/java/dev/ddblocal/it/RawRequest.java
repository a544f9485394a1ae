package dev.ddblocal.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An HTTP request that a test shapes byte by byte, sends over a socket and reads the answer of. */
final class RawRequest {
  static final String JSON_1_0 = "application/x-amz-json-1.0";
  private static final int TIMEOUT_MILLIS = 30_000;

  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private String method = "POST";
  private String target = "/";
  private byte[] body = new byte[0];
  private boolean framed = true;

  /** A call of an operation, not signed. */
  static RawRequest of(int port, String operation, String json) {
    return new RawRequest()
        .header("Host", "127.0.0.1:" + port)
        .header("Content-Type", JSON_1_0)
        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
        .body(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A call of an operation, signed now. */
  static RawRequest signed(int port, ReferenceSigner signer, String operation, String json) {
    return of(port, operation, json).sign(signer, Instant.now());
  }

  RawRequest method(String method) {
    this.method = method;
    return this;
  }

  RawRequest target(String target) {
    this.target = target;
    return this;
  }

  RawRequest body(byte[] body) {
    this.body = body.clone();
    return this;
  }

  RawRequest header(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  RawRequest without(String name) {
    headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
    return this;
  }

  /** Sends no Content-Length of its own: the test gives the framing headers itself. */
  RawRequest unframed() {
    framed = false;
    return this;
  }

  /** The value of a header. */
  String header(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** Replaces a header's value where it stands. */
  RawRequest replace(String name, String value) {
    headers.replaceAll(header ->
        header.getKey().equalsIgnoreCase(name) ? Map.entry(header.getKey(), value) : header);
    return this;
  }

  /** Signs all headers that there are, with X-Amz-Date of the given time. */
  RawRequest sign(ReferenceSigner signer, Instant time) {
    return sign(signer, ReferenceSigner.timestamp(time));
  }

  /** Signs all headers that there are, with the given text as X-Amz-Date. */
  RawRequest sign(ReferenceSigner signer, String timestamp) {
    header("X-Amz-Date", timestamp);
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    return header(
        "Authorization",
        signer.authorization(method, query, List.copyOf(headers), timestamp, body));
  }

  /** The bytes on the wire. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(header ->
        head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
    if (framed) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** Sends the request on a connection of its own and reads the answer. */
  RawAnswer send(int port) throws IOException {
    return exchange(port, bytes());
  }

  /** Sends any bytes on a connection of their own and reads the answer. */
  static RawAnswer exchange(int port, byte[] bytes) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return RawAnswer.read(socket.getInputStream())
          .orElseThrow(() -> new IOException("closed without an answer"));
    }
  }

  /** A connection to the server, with a time limit on its reads. */
  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }
}
