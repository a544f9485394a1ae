package dev.ddblocal.domain.operation;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Keyspace;
import java.util.List;
import java.util.Objects;

/**
 * What an authorized call may touch.
 *
 * @param caller who calls
 * @param account the account and region
 * @param keyspace that account's tables in that region
 * @param host the host that the caller addressed, as {@code name:port}
 * @param grants what became of each access of a call that goes on without those that are refused,
 *     in the order of its accesses; empty if all of them are allowed
 */
public record CallScope(
    CallerIdentity caller,
    AccountScope account,
    Keyspace keyspace,
    String host,
    List<Authorization.Grant> grants) {
  /** Refuses missing parts. */
  public CallScope {
    Objects.requireNonNull(caller, "caller is null");
    Objects.requireNonNull(account, "account is null");
    Objects.requireNonNull(keyspace, "keyspace is null");
    Objects.requireNonNull(host, "host is null");
    grants = List.copyOf(grants);
  }
}
