package dev.ddblocal.domain.operation;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An API operation that does the same to any tables, each for itself, so that the tables of one
 * request may belong to several accounts.
 *
 * @param <Q> its request
 * @param <R> its response
 */
public interface BatchHandler<Q extends OperationRequest<R>, R> extends OperationHandler<Q, R> {
  /**
   * Checks the whole request, then does in each account what is to be done there.
   *
   * @param request the request
   * @param scopes where each of the request's {@link OperationRequest#tables} is, in their order
   */
  CompletionStage<R> execute(Q request, List<CallScope> scopes);

  /** Does a request whose tables are all in one account. */
  @Override
  default CompletionStage<R> execute(Q request, CallScope scope) {
    return execute(request, Collections.nCopies(request.tables().size(), scope));
  }
}
