package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.concurrent.CompletionStage;

/**
 * What a control plane answers to data planes (spec: authentication, internal API). It is served on
 * a listener of its own, never beside DynamoDB's API.
 */
public interface ControlService {
  /** What stands before the dot in {@code X-Amz-Target}. */
  String TARGET_PREFIX = "DdbLocalControl_20261122";

  /** Whether there is an operation of that name. */
  boolean hasOperation(String operation);

  /**
   * Authorizes and runs an operation.
   *
   * @param caller who calls, as authentication found
   * @param operation the operation's name
   * @param body the request as JSON
   * @return the answer as JSON; or a stage that fails with a {@link
   *     dev.ddblocal.domain.error.DynamoDbException}
   */
  CompletionStage<String> call(CallerIdentity caller, String operation, String body);
}
