package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.error.CancellationReason;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What became of the actions of a transaction so far. Of one transaction and one thread. */
final class TransactionReasons {
  private final List<CancellationReason> reasons = new ArrayList<>();

  /**
   * Works an action out.
   *
   * @return what it comes to; empty if it cannot be done, which is remembered
   * @throws DynamoDbException an InternalServerError, which is no fault of the action
   */
  <T> Optional<T> unlessRefused(Supplier<T> action) {
    try {
      T result = action.get();
      reasons.add(CancellationReason.NONE);
      return Optional.of(result);
    } catch (DynamoDbException refusal) {
      if (refusal.code() == ErrorCode.INTERNAL_SERVER_ERROR) {
        throw refusal;
      }
      reasons.add(CancellationReason.of(refusal));
      return Optional.empty();
    }
  }

  /**
   * Lets a transaction pass whose actions can all be done.
   *
   * @throws DynamoDbException a TransactionCanceledException if one cannot
   */
  void cancelIfAny() {
    if (!reasons.stream().allMatch(CancellationReason.NONE::equals)) {
      throw DynamoDbException.transactionCanceled(reasons);
    }
  }
}
