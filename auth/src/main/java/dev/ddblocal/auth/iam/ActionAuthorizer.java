package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Says whether users and role sessions may do something with resources of their own account. */
@FunctionalInterface
public interface ActionAuthorizer {
  /**
   * Authorizes an action on each of the resources.
   *
   * @param caller who calls; no root user
   * @param action the action, such as {@code iam:GetUser}
   * @param resources the ARNs of what it works on
   * @param context condition keys of the call beyond those that the caller brings
   * @return completes if all is allowed; else fails with a {@link
   *     dev.ddblocal.domain.port.QueryFault} AccessDenied
   */
  CompletionStage<Void> authorize(
      CallerIdentity caller, String action, List<String> resources, RequestContext context);
}
