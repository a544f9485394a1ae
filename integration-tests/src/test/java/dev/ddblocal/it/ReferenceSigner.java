package dev.ddblocal.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A plain SigV4 signer written for the tests straight from the algorithm's description, so that it
 * shares nothing with the server's verifier.
 *
 * @param accessKeyId the access key id
 * @param secretAccessKey its secret
 * @param region the region of the credential scope
 * @param service the service of the credential scope
 */
record ReferenceSigner(String accessKeyId, String secretAccessKey, String region, String service) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The text of X-Amz-Date for a time. */
  static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /** The credential scope on the day of a timestamp. */
  String scope(String timestamp) {
    return timestamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
  }

  /** The canonical form of headers: each name once, in lower case and sorted. */
  static Map<String, String> canonicalHeaders(List<Map.Entry<String, String>> headers) {
    Map<String, String> canonical = new TreeMap<>();
    for (Map.Entry<String, String> header : headers) {
      String value = header.getValue().strip().replaceAll("\\s+", " ");
      canonical.merge(header.getKey().toLowerCase(Locale.ROOT), value, (a, b) -> a + "," + b);
    }
    return canonical;
  }

  /** The Authorization header for a signature. */
  String authorization(String timestamp, String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential="
        + accessKeyId
        + "/"
        + scope(timestamp)
        + ", SignedHeaders="
        + signedHeaders
        + ", Signature="
        + signature;
  }

  /** The signature of a request to {@code /}. */
  String signature(
      String method,
      String canonicalQuery,
      Map<String, String> canonicalHeaders,
      String signedHeaders,
      String timestamp,
      String payloadHash) {
    StringBuilder request = new StringBuilder(method + "\n/\n" + canonicalQuery + "\n");
    canonicalHeaders.forEach(
        (name, value) -> request.append(name).append(':').append(value).append('\n'));
    request.append('\n').append(signedHeaders).append('\n').append(payloadHash);
    String stringToSign =
        "AWS4-HMAC-SHA256\n"
            + timestamp
            + "\n"
            + scope(timestamp)
            + "\n"
            + sha256(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(timestamp.substring(0, 8), region, service, "aws4_request", stringToSign)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(key);
  }

  /** The SHA-256 of some bytes in hexadecimal. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
