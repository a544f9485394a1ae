package dev.ddblocal.auth.credentials;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows access keys. Implementations are thread-safe and do not block. */
@FunctionalInterface
public interface CredentialResolver {
  /**
   * Looks an access key up.
   *
   * @param query the key, and what it is wanted for
   * @return the credential, or empty if the key is not known here; the stage fails with a {@link
   *     dev.ddblocal.domain.error.DynamoDbException} that is the answer where the session token
   *     does not fit, and with anything else if it cannot be told whether the key is known
   */
  CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query);
}
