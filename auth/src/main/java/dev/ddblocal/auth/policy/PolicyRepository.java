package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.concurrent.CompletionStage;

/** Knows the policies of callers. Implementations are thread-safe and do not block. */
@FunctionalInterface
public interface PolicyRepository {
  /**
   * The policies of a caller.
   *
   * @return the policies; the stage fails if they cannot be told, which lets nobody in
   */
  CompletionStage<EffectivePolicies> policiesOf(CallerIdentity caller);
}
