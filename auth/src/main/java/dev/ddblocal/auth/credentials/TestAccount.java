package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The hard-coded test account: access key {@code ACCESS}, secret {@code SECRET}, account {@code
 * 000000001234}. Everybody knows them, so it belongs on loopback listeners only.
 */
public final class TestAccount implements CredentialResolver {
  private final CredentialResolver credentials =
      new LongTermCredentials(
          List.of(new AccessKey(AccessKeyId.TEST, SecretAccessKey.of("SECRET"), AccountId.TEST)));

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    return credentials.resolve(query);
  }
}
