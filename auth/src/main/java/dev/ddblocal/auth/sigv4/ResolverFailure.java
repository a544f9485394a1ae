package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.error.DynamoDbException;
import java.util.concurrent.CompletionException;

/** What is answered where a {@link dev.ddblocal.auth.credentials.CredentialResolver} fails. */
final class ResolverFailure {
  private ResolverFailure() {}

  /**
   * The resolver's own answer if it gave one. Anything else is a failure of ours: not knowing
   * whether a key exists never makes it an unknown key.
   */
  static DynamoDbException answer(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof DynamoDbException answer
        ? answer
        : DynamoDbException.internalServerError();
  }
}
