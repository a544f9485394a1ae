package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.Objects;

/**
 * A call of an operation of IAM.
 *
 * @param caller who calls
 * @param parameters the parameters
 */
public record IamCall(CallerIdentity caller, QueryParameters parameters) {
  /** Refuses missing parts. */
  public IamCall {
    Objects.requireNonNull(caller, "caller is null");
    Objects.requireNonNull(parameters, "parameters is null");
  }

  /** The account that the call works on: the caller's own. */
  public AccountId account() {
    return caller.principal().accountId();
  }
}
