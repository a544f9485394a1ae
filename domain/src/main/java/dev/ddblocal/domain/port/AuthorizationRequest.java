package dev.ddblocal.domain.port;

import java.util.List;
import java.util.Objects;

/**
 * What a call wants to do, in IAM's terms.
 *
 * @param iamAction the action of an operation on the account, such as {@code dynamodb:ListTables}
 * @param crossAccount whether the operation may name another account's table at all
 * @param accesses what the call does to each table or stream that it names; empty for operations on
 *     the account
 * @param byArn whether what the call names has to be an ARN, so that nothing else can be allowed
 * @param eachAlone whether a refused access leaves the others standing, as in BatchExecuteStatement
 */
public record AuthorizationRequest(
    String iamAction,
    boolean crossAccount,
    List<ResourceAccess> accesses,
    boolean byArn,
    boolean eachAlone) {
  /** Refuses missing parts. */
  public AuthorizationRequest {
    Objects.requireNonNull(iamAction, "iamAction is null");
    accesses = List.copyOf(accesses);
  }

  /** A request whose accesses are allowed all or not at all. */
  public AuthorizationRequest(
      String iamAction, boolean crossAccount, List<ResourceAccess> accesses, boolean byArn) {
    this(iamAction, crossAccount, accesses, byArn, false);
  }
}
