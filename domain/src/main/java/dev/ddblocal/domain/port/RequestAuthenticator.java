package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.concurrent.CompletionStage;

/** Says who a request comes from. */
public interface RequestAuthenticator {
  /**
   * Verifies the request's signature. The stage is complete at once where the credential is known
   * locally, and fails with the exact {@link dev.ddblocal.domain.error.DynamoDbException} where the
   * request cannot be vouched for.
   */
  CompletionStage<CallerIdentity> authenticate(UnverifiedRequest request);
}
