package dev.ddblocal.it.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives what AWS Signature Version 4 signs with, straight from its description. */
final class SigningKeys {
  private SigningKeys() {}

  /** Today's signing key of a secret for a service in us-east-1. */
  static byte[] today(String secret, String service) throws GeneralSecurityException {
    String date = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, "us-east-1", service, "aws4_request"}) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      key = mac.doFinal(part.getBytes(StandardCharsets.UTF_8));
    }
    return key;
  }
}
