package dev.ddblocal.domain.transaction;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One action of a transaction: exactly one of its members is set (model shape of that name).
 *
 * @param conditionCheck a condition
 * @param put a put
 * @param delete a delete
 * @param update an update
 */
public record TransactWriteItem(
    ConditionCheck conditionCheck, Put put, Delete delete, Update update) {
  /** The members that are set. */
  List<WriteAction> actions() {
    return Stream.<WriteAction>of(conditionCheck, put, delete, update)
        .filter(Objects::nonNull)
        .toList();
  }
}
