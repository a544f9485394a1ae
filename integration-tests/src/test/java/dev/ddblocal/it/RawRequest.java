package dev.ddblocal.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An HTTP request that a test shapes byte by byte, sends over a socket and reads the answer of. */
final class RawRequest {
  static final String JSON_1_0 = "application/x-amz-json-1.0";
  private static final int TIMEOUT_MILLIS = 30_000;

  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private String method = "POST";
  private String target = "/";
  private String version = "HTTP/1.1";
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

  String target() {
    return target;
  }

  RawRequest target(String target) {
    this.target = target;
    return this;
  }

  /** The HTTP version, {@code HTTP/1.1} unless set. */
  RawRequest version(String version) {
    this.version = version;
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

  /** Changes a header's value where it stands, such as a part of the signature after signing. */
  RawRequest edit(String name, UnaryOperator<String> change) {
    return replace(name, change.apply(header(name)));
  }

  /** Signs all headers that there are, with X-Amz-Date of the given time. */
  RawRequest sign(ReferenceSigner signer, Instant time) {
    return sign(signer, ReferenceSigner.timestamp(time));
  }

  /** Signs all headers that there are, with the given text as X-Amz-Date. */
  RawRequest sign(ReferenceSigner signer, String timestamp) {
    header("X-Amz-Date", timestamp);
    return authorize(signer, timestamp);
  }

  /** Signs all headers that there are; the test has given the date itself. */
  RawRequest authorize(ReferenceSigner signer, String timestamp) {
    return authorize(signer, timestamp, ReferenceSigner.sha256(body));
  }

  /** Signs all headers that there are, with any text in the place of the body's hash. */
  RawRequest authorize(ReferenceSigner signer, String timestamp, String payloadHash) {
    Map<String, String> canonical = ReferenceSigner.canonicalHeaders(headers);
    String signedHeaders = String.join(";", canonical.keySet());
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    String signature =
        signer.signature(method, query, canonical, signedHeaders, timestamp, payloadHash);
    return header("Authorization", signer.authorization(timestamp, signedHeaders, signature));
  }

  /**
   * Signs all headers that there are by a signature in the query string.
   *
   * @param more further parameters, such as X-Amz-Expires; signed like the others
   */
  RawRequest presign(ReferenceSigner signer, Instant time, Map<String, String> more) {
    String timestamp = ReferenceSigner.timestamp(time);
    Map<String, String> canonical = ReferenceSigner.canonicalHeaders(headers);
    String signedHeaders = String.join(";", canonical.keySet());
    Map<String, String> parameters = new TreeMap<>(more);
    parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    parameters.put("X-Amz-Credential", signer.accessKeyId() + "/" + signer.scope(timestamp));
    parameters.put("X-Amz-Date", timestamp);
    parameters.put("X-Amz-SignedHeaders", signedHeaders);
    String query =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + escaped(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String signature =
        signer.signature(
            method, query, canonical, signedHeaders, timestamp, ReferenceSigner.sha256(body));
    return target("/?" + query + "&X-Amz-Signature=" + signature);
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** The bytes on the wire. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " " + version + "\r\n");
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
