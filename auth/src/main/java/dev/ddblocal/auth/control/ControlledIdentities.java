package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.port.AccountKeys;
import java.util.Objects;

/**
 * What a control plane knows of identities, for its own use.
 *
 * @param credentials access keys and sessions
 * @param policies policies of users and roles
 * @param accountKeys encryption keys of accounts
 * @param secrets the IAM account's own credentials
 * @param administration makes accounts
 */
public record ControlledIdentities(
    CredentialResolver credentials,
    PolicyRepository policies,
    AccountKeys accountKeys,
    IamAccountSecrets secrets,
    AccountAdministration administration) {
  /** Refuses missing parts. */
  public ControlledIdentities {
    Objects.requireNonNull(credentials, "credentials is null");
    Objects.requireNonNull(policies, "policies is null");
    Objects.requireNonNull(accountKeys, "accountKeys is null");
    Objects.requireNonNull(secrets, "secrets is null");
    Objects.requireNonNull(administration, "administration is null");
  }
}
