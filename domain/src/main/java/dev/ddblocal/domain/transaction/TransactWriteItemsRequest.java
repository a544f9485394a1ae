package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.item.ReturnItemCollectionMetrics;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Model shape {@code TransactWriteItemsInput}.
 *
 * @param transactItems the actions
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param returnItemCollectionMetrics whether to answer item collection metrics
 * @param clientRequestToken makes several calls have the effect of one, or null
 */
public record TransactWriteItemsRequest(
    List<TransactWriteItem> transactItems,
    ReturnConsumedCapacity returnConsumedCapacity,
    ReturnItemCollectionMetrics returnItemCollectionMetrics,
    String clientRequestToken)
    implements OperationRequest<TransactWriteItemsResponse> {
  @Override
  public Operation operation() {
    return Operation.TRANSACT_WRITE_ITEMS;
  }

  /**
   * Actions of one kind on one table, which are authorized together.
   *
   * @param iamAction the kind
   * @param table the table, a name or an ARN as sent
   */
  record Target(String iamAction, String table) {
    /** The target of an action. */
    static Target of(WriteAction action) {
      return new Target(action.iamAction(), action.tableName());
    }

    /** Whether an action is one of them. */
    boolean isOf(WriteAction action) {
      return action.tableName().equals(table) && action.iamAction().equals(iamAction);
    }
  }

  /** The actions that name a table. */
  Stream<WriteAction> actions() {
    return transactItems == null
        ? Stream.empty()
        : transactItems.stream()
            .filter(Objects::nonNull)
            .flatMap(item -> item.actions().stream())
            .filter(action -> action.tableName() != null);
  }

  @Override
  public List<String> tables() {
    return actions().map(WriteAction::tableName).distinct().toList();
  }

  /** Each kind of actions on each table; a transaction has no action of its own. */
  @Override
  public List<ResourceAccess> accesses() {
    return actions()
        .map(Target::of)
        .distinct()
        .map(target ->
            new ResourceAccess(
                target.iamAction(), target.table(), new TransactWriteFacts(this, target)))
        .toList();
  }
}
