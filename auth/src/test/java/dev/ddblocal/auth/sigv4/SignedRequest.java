package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as AWS documents it, step by step and in plain strings. Every part can be set to
 * something wrong, and the signature is right for what was set.
 */
final class SignedRequest {
  static final String TIMESTAMP = "20260102T030405Z";

  private final List<Header> headers = new ArrayList<>();
  private String method = "POST";
  private String rawQuery = "";
  private String canonicalQuery = "";
  private byte[] body = "{}".getBytes(StandardCharsets.ISO_8859_1);
  private String accessKeyId = "ACCESS";
  private String secret = "SECRET";
  private String timestamp = TIMESTAMP;
  private String scopeDate;
  private String region = "us-west-2";
  private String service = "dynamodb";
  private String terminator = "aws4_request";
  private String credentialSuffix = "";
  private String algorithm = "AWS4-HMAC-SHA256";
  private String signedHeaders = "content-type;host;x-amz-date;x-amz-target";
  private String payloadHash;
  private UnaryOperator<String> signatureChange = UnaryOperator.identity();

  /** A ListTables request of the test account, to be signed in its Authorization header. */
  static SignedRequest inHeader() {
    SignedRequest request = inQuery();
    request.headers.add(new Header("X-Amz-Date", TIMESTAMP));
    return request;
  }

  /** The same without a date header, to be presigned. */
  static SignedRequest inQuery() {
    SignedRequest request = new SignedRequest();
    request.headers.add(new Header("Content-Type", "application/x-amz-json-1.0"));
    request.headers.add(new Header("Host", "127.0.0.1:8000"));
    request.headers.add(new Header("X-Amz-Target", "DynamoDB_20120810.ListTables"));
    return request;
  }

  SignedRequest method(String value) {
    method = value;
    return this;
  }

  SignedRequest header(String name, String value) {
    headers.add(new Header(name, value));
    return this;
  }

  SignedRequest withoutHeader(String name) {
    headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    return this;
  }

  /** The query string and what it is canonically. */
  SignedRequest query(String raw, String canonical) {
    rawQuery = raw;
    canonicalQuery = canonical;
    return this;
  }

  SignedRequest body(String value) {
    body = value.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  SignedRequest accessKey(String id, String secretAccessKey) {
    accessKeyId = id;
    secret = secretAccessKey;
    return this;
  }

  /**
   * The time that is signed, and where the request is signed in its header also its date header.
   */
  SignedRequest timestamp(String value) {
    timestamp = value;
    headers.replaceAll(
        header -> header.name().equals("X-Amz-Date") ? new Header("X-Amz-Date", value) : header);
    return this;
  }

  SignedRequest scopeDate(String value) {
    scopeDate = value;
    return this;
  }

  SignedRequest region(String value) {
    region = value;
    return this;
  }

  SignedRequest service(String value) {
    service = value;
    return this;
  }

  SignedRequest terminator(String value) {
    terminator = value;
    return this;
  }

  /** Text behind the credential that the signature does not cover. */
  SignedRequest credentialSuffix(String value) {
    credentialSuffix = value;
    return this;
  }

  SignedRequest algorithm(String value) {
    algorithm = value;
    return this;
  }

  SignedRequest signedHeaders(String value) {
    signedHeaders = value;
    return this;
  }

  /** A payload hash that is signed in place of the body's. */
  SignedRequest payloadHash(String value) {
    payloadHash = value;
    return this;
  }

  /** What becomes of the right signature before it is sent. */
  SignedRequest signature(UnaryOperator<String> change) {
    signatureChange = change;
    return this;
  }

  /** The request, signed in its Authorization header. */
  UnverifiedRequest build() {
    List<Header> sent = new ArrayList<>(headers);
    sent.add(new Header("Authorization", authorization()));
    return new UnverifiedRequest(method, rawQuery, sent, Bytes.copyOf(body));
  }

  /** The Authorization header's value. */
  String authorization() {
    return algorithm
        + " Credential="
        + credential()
        + ", SignedHeaders="
        + signedHeaders
        + ", Signature="
        + signatureChange.apply(signature(canonicalQuery));
  }

  /**
   * The request, signed in its query string.
   *
   * @param expires the X-Amz-Expires parameter, or null
   * @param securityToken the X-Amz-Security-Token parameter, or null
   */
  UnverifiedRequest presign(String expires, String securityToken) {
    String parameters =
        "X-Amz-Algorithm="
            + encoded(algorithm)
            + "&X-Amz-Credential="
            + encoded(credential())
            + "&X-Amz-Date="
            + encoded(timestamp)
            + (expires == null ? "" : "&X-Amz-Expires=" + encoded(expires))
            + (securityToken == null ? "" : "&X-Amz-Security-Token=" + encoded(securityToken))
            + "&X-Amz-SignedHeaders="
            + encoded(signedHeaders);
    String signature = signatureChange.apply(signature(parameters));
    return new UnverifiedRequest(
        method, parameters + "&X-Amz-Signature=" + signature, headers, Bytes.copyOf(body));
  }

  String canonicalRequest(String canonicalQueryString) {
    String[] names = signedHeaders.toLowerCase(Locale.ROOT).split(";");
    Arrays.sort(names);
    return method
        + "\n/\n"
        + canonicalQueryString
        + "\n"
        + Arrays.stream(names).map(this::canonicalHeader).collect(Collectors.joining())
        + "\n"
        + String.join(";", names)
        + "\n"
        + (payloadHash == null ? sha256(body) : payloadHash);
  }

  private String canonicalHeader(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(header -> header.value().strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining(",", name + ":", "\n"));
  }

  private String signature(String canonicalQueryString) {
    String canonical = canonicalRequest(canonicalQueryString);
    String stringToSign =
        "AWS4-HMAC-SHA256\n"
            + timestamp
            + "\n"
            + scope()
            + "\n"
            + sha256(canonical.getBytes(StandardCharsets.ISO_8859_1));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String element : List.of(scopeDate(), region, service, terminator)) {
      key = hmac(key, element);
    }
    return HexFormat.of().formatHex(hmac(key, stringToSign));
  }

  private String scope() {
    return String.join("/", scopeDate(), region, service, terminator);
  }

  private String scopeDate() {
    return scopeDate == null ? timestamp.substring(0, Math.min(8, timestamp.length())) : scopeDate;
  }

  private String credential() {
    return accessKeyId + "/" + scope() + credentialSuffix;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.ISO_8859_1).replace("+", "%20");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
