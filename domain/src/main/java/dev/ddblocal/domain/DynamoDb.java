package dev.ddblocal.domain;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.operation.OperationCall;
import java.util.concurrent.CompletionStage;

/** The driving port: every call of the DynamoDB API comes through here. */
public interface DynamoDb {
  /**
   * Authorizes the call, then runs it in the caller's scope.
   *
   * @param caller who calls, as authentication found
   * @param call the call
   * @return the response; or a stage that fails with a {@link
   *     dev.ddblocal.domain.error.DynamoDbException}
   */
  <R> CompletionStage<R> execute(CallerIdentity caller, OperationCall<R> call);
}
