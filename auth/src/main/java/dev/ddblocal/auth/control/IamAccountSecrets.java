package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import java.util.Optional;

/** The secrets of the IAM account's own credentials, as this process has them. */
@FunctionalInterface
public interface IamAccountSecrets {
  /**
   * The secret of one of the IAM account's access keys, of the present ones and of those that take
   * over.
   *
   * @return the secret; empty if this process does not have that key
   */
  Optional<SecretAccessKey> secretOf(AccessKeyId id);
}
