package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.concurrent.CompletionStage;

/** Says whether a caller may do what a call asks for. */
public interface Authorizer {
  /**
   * Decides on the request.
   *
   * @return the scopes that the call may touch; or a stage that fails with the exact
   *     AccessDeniedException (or the operation's not-found error, where AWS hides existence)
   */
  CompletionStage<Authorization> authorize(CallerIdentity caller, AuthorizationRequest request);
}
