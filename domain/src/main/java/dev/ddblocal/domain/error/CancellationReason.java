package dev.ddblocal.domain.error;

import dev.ddblocal.domain.value.Item;
import java.util.Objects;

/**
 * What became of one action of a transaction that was canceled (model shape of that name).
 *
 * @param code what is wrong with the action, or {@code None}
 * @param message the text for the caller; null where nothing is wrong
 * @param item the item that did not meet the action's condition, if the caller wanted it; else null
 */
public record CancellationReason(String code, String message, Item item) {
  /** An action that would have been done. */
  public static final CancellationReason NONE = new CancellationReason("None", null, null);

  /** Refuses a missing code. */
  public CancellationReason {
    Objects.requireNonNull(code, "code is null");
  }

  /**
   * The reason that stands for the error which the action alone would have answered: {@code
   * ConditionalCheckFailed} for a ConditionalCheckFailedException, {@code ValidationError} for a
   * ValidationException, {@code DuplicateItem} for a DuplicateItemException.
   */
  public static CancellationReason of(DynamoDbException error) {
    String code =
        error.code() == ErrorCode.VALIDATION
            ? "ValidationError"
            : error.code().shapeName().replace("Exception", "");
    return new CancellationReason(code, error.getMessage(), error.item().orElse(null));
  }
}
