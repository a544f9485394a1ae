package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.AccountId;
import java.util.Objects;

/**
 * A long-term access key of an account's root user.
 *
 * @param id the public part
 * @param secret the secret part
 * @param accountId the account; a property of this record, never read out of the id
 */
public record AccessKey(AccessKeyId id, SecretAccessKey secret, AccountId accountId) {
  /** Refuses missing parts. */
  public AccessKey {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(secret, "secret is null");
    Objects.requireNonNull(accountId, "accountId is null");
  }

  /** The key as a row of {@code access_keys.csv}, without encryption keys. Holds the secret. */
  public String toCsvRow() {
    return id + "," + secret.plainText() + "," + accountId + ",,";
  }
}
