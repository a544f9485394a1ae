package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.Objects;

/**
 * What someone wants to do, as policies see it: one action on one resource.
 *
 * @param caller who
 * @param resourceAccount the account that the resource belongs to
 * @param action the IAM action, such as {@code dynamodb:GetItem}
 * @param resource the ARN of the resource
 * @param context the condition keys of the request, those of the caller included
 */
public record PolicyRequest(
    CallerIdentity caller,
    AccountId resourceAccount,
    String action,
    String resource,
    RequestContext context) {
  /** Refuses missing parts. */
  public PolicyRequest {
    Objects.requireNonNull(caller, "caller is null");
    Objects.requireNonNull(resourceAccount, "resourceAccount is null");
    Objects.requireNonNull(action, "action is null");
    Objects.requireNonNull(resource, "resource is null");
    Objects.requireNonNull(context, "context is null");
  }

  /** Whether the resource belongs to the caller's account. */
  boolean isWithinAccount() {
    return caller.principal().accountId().equals(resourceAccount);
  }
}
