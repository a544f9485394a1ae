package dev.ddblocal.auth.sigv4;

import java.time.Duration;
import java.util.List;

/** The signature of a presigned request, in its query string. */
final class QueryForm {
  /** The parameter whose presence, even empty, selects this form. */
  static final String ALGORITHM = "X-Amz-Algorithm";

  /** The one parameter that the signature does not cover. */
  static final String SIGNATURE = "X-Amz-Signature";

  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
  private static final String DATE = "X-Amz-Date";
  private static final String EXPIRES = "X-Amz-Expires";
  private static final String SECURITY_TOKEN = "X-Amz-Security-Token";

  /** In the order in which missing ones are named. */
  private static final List<String> REQUIRED =
      List.of(ALGORITHM, CREDENTIAL, SIGNATURE, SIGNED_HEADERS, DATE);

  private static final List<String> OPTIONAL = List.of(EXPIRES, SECURITY_TOKEN);

  private static final int MAX_EXPIRES_DIGITS = 6;
  private static final int MAX_EXPIRES_SECONDS = 604_800;

  private QueryForm() {}

  /**
   * Reads the signature's parameters.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException IncompleteSignatureException
   */
  static SignatureMaterial parse(QueryString query) {
    requireSingle(query);
    requireAll(query);
    return new SignatureMaterial(
        required(query, ALGORITHM),
        required(query, CREDENTIAL),
        required(query, SIGNED_HEADERS),
        required(query, SIGNATURE),
        required(query, DATE),
        SignatureMaterial.DateSource.X_AMZ_DATE,
        query.value(EXPIRES).map(QueryForm::validity),
        query.value(SECURITY_TOKEN).filter(token -> !token.isEmpty()),
        query.canonical(SIGNATURE));
  }

  private static void requireSingle(QueryString query) {
    for (List<String> names : List.of(REQUIRED, OPTIONAL)) {
      for (String name : names) {
        if (query.isRepeated(name)) {
          throw SignatureErrors.incompleteQuery(
              "AWS query-string parameters must not include '" + name + "' more than once. ");
        }
      }
    }
  }

  private static void requireAll(QueryString query) {
    StringBuilder missing = new StringBuilder();
    for (String name : REQUIRED) {
      if (required(query, name).isEmpty()) {
        missing.append("AWS query-string parameters must include '").append(name).append("'. ");
      }
    }
    if (!missing.isEmpty()) {
      throw SignatureErrors.incompleteQuery(missing.toString());
    }
  }

  private static String required(QueryString query, String name) {
    return query.value(name).orElse("");
  }

  private static Duration validity(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_EXPIRES_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int seconds = digits ? Integer.parseInt(text) : 0;
    if (seconds < 1 || seconds > MAX_EXPIRES_SECONDS) {
      throw SignatureErrors.incompleteQuery(
          "AWS query-string parameter '"
              + EXPIRES
              + "' must be a number of seconds from 1 to "
              + MAX_EXPIRES_SECONDS
              + ". ");
    }
    return Duration.ofSeconds(seconds);
  }
}
