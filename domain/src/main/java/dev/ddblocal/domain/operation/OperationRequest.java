package dev.ddblocal.domain.operation;

import dev.ddblocal.domain.port.ResourceAccess;
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
   * The tables that the request names, each a name or an ARN exactly as sent and not checked, or
   * the ARN of the stream that it names; empty for operations on the account.
   */
  List<String> tables();

  /**
   * What authorization has to allow: the operation's own action on all its {@link #tables}, unless
   * the operation is made of others.
   */
  default List<ResourceAccess> accesses() {
    return tables().stream()
        .map(table -> new ResourceAccess(operation().iamAction(), table))
        .toList();
  }
}
