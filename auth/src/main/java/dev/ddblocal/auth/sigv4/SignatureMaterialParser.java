package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.port.UnverifiedRequest;
import java.util.Optional;

/** Finds the signature in a request: in its Authorization header or in its query string. */
final class SignatureMaterialParser {
  private static final String SCHEME_PREFIX = "AWS4-";

  private SignatureMaterialParser() {}

  /**
   * Finds the signature. Only its form is looked at here.
   *
   * @return the signature's parts; empty if the request has no signature of this kind at all
   * @throws dev.ddblocal.domain.error.DynamoDbException if the request has two signatures, repeats
   *     a header that must be single, or its signature lacks a part
   */
  static Optional<SignatureMaterial> parse(UnverifiedRequest request) {
    SingularHeaders headers = SingularHeaders.of(request.headers());
    // The operation was taken from one of them and the signature may cover the other.
    if (headers.isRepeated(SingularHeader.X_AMZ_TARGET)) {
      throw SignatureErrors.unknownOperation();
    }
    QueryString query = QueryString.parse(request.rawQuery());
    boolean inQuery = query.has(QueryForm.ALGORITHM);
    Optional<String> authorization = headers.value(SingularHeader.AUTHORIZATION);
    if (inQuery && authorization.isPresent()) {
      throw SignatureErrors.bothForms();
    }
    if (!inQuery && authorization.isEmpty()) {
      return Optional.empty();
    }
    if (!headers.isRepeated(SingularHeader.AUTHORIZATION)
        && !inQuery
        && !authorization.get().trim().startsWith(SCHEME_PREFIX)) {
      return Optional.empty();
    }
    headers.requireSingle();
    if (!query.wellFormed()) {
      throw SignatureErrors.incompleteQuery("Query string has an invalid percent-encoding. ");
    }
    return Optional.of(
        inQuery ? QueryForm.parse(query) : AuthorizationHeader.parse(headers, query));
  }
}
