package dev.ddblocal.domain.operation;

import java.util.concurrent.CompletionStage;

/**
 * One API operation: its request checks and its work.
 *
 * @param <Q> its request
 * @param <R> its response
 */
@FunctionalInterface
public interface OperationHandler<Q extends OperationRequest<R>, R> {
  /**
   * Checks the request and starts the work. Checks that need no table throw at once; what the work
   * finds fails the stage. Either way as a {@link dev.ddblocal.domain.error.DynamoDbException}.
   */
  CompletionStage<R> execute(Q request, CallScope scope);
}
