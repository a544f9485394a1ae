package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;

/** The answers that a {@link CredentialResolver} may give in place of a credential. */
public final class CredentialErrors {
  private CredentialErrors() {}

  /**
   * The session token is missing, damaged or another key's. Unlike an unknown access key's, this
   * message has no full stop.
   */
  public static DynamoDbException invalidSessionToken() {
    return new DynamoDbException(
        ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid");
  }
}
