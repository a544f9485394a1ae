package dev.ddblocal.domain.operation;

import java.util.List;

/**
 * An operation's request, bound leniently: a member that broke a constraint of the service model is
 * null here, and the call carries the violation.
 *
 * @param <R> the operation's response
 */
public interface OperationRequest<R> {
  /** The operation that the request is for. */
  Operation operation();

  /**
   * The tables that the request names, each a name or an ARN exactly as sent and not checked, or the
   * ARN of the stream that it names; empty for operations on the account.
   */
  List<String> tables();
}
