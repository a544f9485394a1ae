package dev.ddblocal.domain.operation;

import dev.ddblocal.domain.port.AccessFacts;
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
   * What authorization has to allow, in the order of the request: the operation's own action on all
   * its {@link #tables}, or on the account, unless the operation is made of others. Empty where the
   * request names nothing that it could be allowed for; the operation refuses such a request.
   */
  default List<ResourceAccess> accesses() {
    return operation().isOnAccount()
        ? List.of(new ResourceAccess(operation().iamAction(), ResourceAccess.ACCOUNT))
        : accesses(AccessFacts.NONE);
  }

  /** The operation's own action on all its {@link #tables}, with the same facts on each. */
  default List<ResourceAccess> accesses(AccessFacts facts) {
    List<String> tables = tables();
    return switch (tables.size()) {
      case 0 -> List.of();
      case 1 -> List.of(new ResourceAccess(operation().iamAction(), tables.getFirst(), facts));
      default ->
          tables.stream()
              .map(table -> new ResourceAccess(operation().iamAction(), table, facts))
              .toList();
    };
  }
}
