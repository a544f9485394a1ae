package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.sigv4.SignatureMaterial.DateSource;
import java.util.Optional;

/**
 * The signature in an Authorization header: {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…,
 * Signature=…}, where any run of commas and blanks separates.
 */
final class AuthorizationHeader {
  private static final int MAX_LENGTH = 8 * 1_024;
  private static final String CREDENTIAL = "Credential";
  private static final String SIGNATURE = "Signature";
  private static final String SIGNED_HEADERS = "SignedHeaders";

  private final String text;
  private String algorithm;
  private String credential;
  private String signature;
  private String signedHeaders;

  private AuthorizationHeader(String text) {
    this.text = text;
  }

  /**
   * Reads the signature's parts.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException IncompleteSignatureException
   */
  static SignatureMaterial parse(SingularHeaders headers, QueryString query) {
    AuthorizationHeader header =
        new AuthorizationHeader(headers.value(SingularHeader.AUTHORIZATION).orElseThrow());
    if (header.text.length() > MAX_LENGTH) {
      throw SignatureErrors.authorizationTooLong(MAX_LENGTH);
    }
    header.tokenize();
    Optional<String> amzDate = headers.value(SingularHeader.X_AMZ_DATE);
    Optional<String> date = amzDate.or(() -> headers.value(SingularHeader.DATE));
    header.requireAll(date.isPresent());
    return new SignatureMaterial(
        header.algorithm,
        header.credential,
        header.signedHeaders,
        header.signature,
        date.get().strip(),
        amzDate.isPresent() ? DateSource.X_AMZ_DATE : DateSource.DATE,
        Optional.empty(),
        headers.value(SingularHeader.X_AMZ_SECURITY_TOKEN).filter(token -> !token.isBlank()),
        query.canonical(""));
  }

  private void tokenize() {
    String trimmed = text.trim();
    int comma = -1;
    int blank = -1;
    for (int start = 0; start < trimmed.length(); start++) {
      comma = comma < start ? indexOrEnd(trimmed, ',', start) : comma;
      blank = blank < start ? indexOrEnd(trimmed, ' ', start) : blank;
      int end = Math.min(comma, blank);
      if (end > start) {
        accept(trimmed.substring(start, end));
      }
      start = end;
    }
  }

  private static int indexOrEnd(String text, char separator, int start) {
    int index = text.indexOf(separator, start);
    return index < 0 ? text.length() : index;
  }

  private void accept(String token) {
    if (algorithm == null) {
      algorithm = token;
      return;
    }
    int equals = token.indexOf('=');
    if (equals < 0) {
      throw SignatureErrors.notKeyValue(token, "missing equal-sign", text);
    }
    String value = token.substring(equals + 1);
    switch (token.substring(0, equals)) {
      case CREDENTIAL -> credential = first(credential, value, token);
      case SIGNATURE -> signature = first(signature, value, token);
      case SIGNED_HEADERS -> signedHeaders = first(signedHeaders, value, token);
      default -> {
        // AWS passes over keys it does not know.
      }
    }
  }

  private String first(String earlier, String value, String token) {
    if (earlier != null) {
      throw SignatureErrors.notKeyValue(token, "repeated key", text);
    }
    return value;
  }

  private void requireAll(boolean hasDate) {
    StringBuilder missing = new StringBuilder();
    requirePart(missing, CREDENTIAL, credential);
    requirePart(missing, SIGNATURE, signature);
    requirePart(missing, SIGNED_HEADERS, signedHeaders);
    if (!hasDate) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!missing.isEmpty()) {
      throw SignatureErrors.incompleteHeader(missing.toString(), text);
    }
  }

  private static void requirePart(StringBuilder missing, String key, String value) {
    if (value == null || value.isEmpty()) {
      missing.append("Authorization header requires '").append(key).append("' parameter. ");
    }
  }
}
