package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.identity.Region;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;

/** Signs requests to the control plane with Signature Version 4. */
final class RequestSignature {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RequestSignature() {}

  static Map<String, String> headers(
      ControlPlaneRequest request, AccessKey key, Region region, Instant now) {
    String timestamp = TIMESTAMP.format(now);
    CredentialScope scope =
        new CredentialScope(timestamp.substring(0, 8), region, request.service());
    String target = request.target().map(name -> "x-amz-target:" + name + "\n").orElse("");
    String names = "content-type;host;x-amz-date" + (target.isEmpty() ? "" : ";x-amz-target");
    String canonical =
        "POST\n/\n\ncontent-type:"
            + request.contentType()
            + "\nhost:"
            + request.endpoint().hostHeader()
            + "\nx-amz-date:"
            + timestamp
            + "\n"
            + target
            + "\n"
            + names
            + "\n"
            + sha256(request.body());
    String text = "AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + sha256(canonical);
    try {
      Mac mac = Mac.getInstance(SigningKey.MAC_ALGORITHM);
      SigningKey.derive(key.secret(), scope).initialize(mac);
      String signature =
          HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      return Map.of(
          "X-Amz-Date",
          timestamp,
          "Authorization",
          "AWS4-HMAC-SHA256 Credential="
              + key.id()
              + "/"
              + scope
              + ", SignedHeaders="
              + names
              + ", Signature="
              + signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(SigningKey.MAC_ALGORITHM + " does not work in this JVM", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 does not work in this JVM", e);
    }
  }
}
