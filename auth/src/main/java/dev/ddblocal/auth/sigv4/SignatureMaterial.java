package dev.ddblocal.auth.sigv4;

import java.time.Duration;
import java.util.Optional;

/**
 * The parts of a signature as the caller sent them: all there, none believed.
 *
 * @param algorithm the algorithm
 * @param credential the credential: access key id and scope
 * @param signedHeaders the names of the signed headers, joined by semicolons
 * @param signature the signature in hexadecimal
 * @param date the date of the request
 * @param dateSource where the date was found
 * @param validity how long a presigned request says it is good for
 * @param securityToken the session token
 * @param canonicalQuery the canonical query string
 */
record SignatureMaterial(
    String algorithm,
    String credential,
    String signedHeaders,
    String signature,
    String date,
    DateSource dateSource,
    Optional<Duration> validity,
    Optional<String> securityToken,
    String canonicalQuery) {

  /** Where a request's date may be found. */
  enum DateSource {
    /** The header or the query parameter {@code X-Amz-Date}. */
    X_AMZ_DATE,
    /** The HTTP header {@code Date}, which may have HTTP's own format. */
    DATE
  }

  /** Leaves the signature and the session token out, so that they reach no log. */
  @Override
  public String toString() {
    return "SignatureMaterial[credential=" + credential + ", date=" + date + "]";
  }
}
