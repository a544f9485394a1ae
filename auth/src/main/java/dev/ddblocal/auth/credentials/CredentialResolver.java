package dev.ddblocal.auth.credentials;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows access keys. Implementations are thread-safe and do not block. */
@FunctionalInterface
public interface CredentialResolver {
  /**
   * Looks an access key up.
   *
   * @param id the access key id
   * @param scope the scope that the signing key is wanted for
   * @return the credential, or empty if the key is not known here; the stage fails if that cannot
   *     be told, which is not the same as an unknown key
   */
  CompletionStage<Optional<ResolvedCredential>> resolve(AccessKeyId id, CredentialScope scope);
}
