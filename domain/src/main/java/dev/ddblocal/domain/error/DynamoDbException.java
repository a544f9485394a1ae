package dev.ddblocal.domain.error;

import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An answer that is an error of the DynamoDB API. It is a value of the domain, not a programming
 * error, and carries no stack trace.
 */
public final class DynamoDbException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Item item;
  private final transient List<CancellationReason> cancellationReasons;

  /**
   * Creates the error.
   *
   * @param code the error shape
   * @param message the exact text for the caller, or null where DynamoDB sends none
   */
  public DynamoDbException(ErrorCode code, String message) {
    this(code, message, null, List.of());
  }

  private DynamoDbException(
      ErrorCode code, String message, Item item, List<CancellationReason> cancellationReasons) {
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code is null");
    this.item = item;
    this.cancellationReasons = List.copyOf(cancellationReasons);
  }

  /**
   * The ConditionalCheckFailedException of a write whose condition the item does not meet.
   *
   * @param item the item as it is, if the caller wanted it and there is one; else null
   */
  public static DynamoDbException conditionalCheckFailed(Item item) {
    return new DynamoDbException(
        ErrorCode.CONDITIONAL_CHECK_FAILED, "The conditional request failed", item, List.of());
  }

  /**
   * The TransactionCanceledException of a transaction that was not done.
   *
   * @param reasons what became of each of its actions, in their order
   */
  public static DynamoDbException transactionCanceled(List<CancellationReason> reasons) {
    String codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    return new DynamoDbException(
        ErrorCode.TRANSACTION_CANCELED,
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
        null,
        reasons);
  }

  /** The DuplicateItemException of an insertion of an item that is there already. */
  public static DynamoDbException duplicateItem() {
    return new DynamoDbException(ErrorCode.DUPLICATE_ITEM, "Duplicate primary key exists in table");
  }

  /** A ValidationException with the given finished text. */
  public static DynamoDbException validation(String message) {
    return new DynamoDbException(ErrorCode.VALIDATION, message);
  }

  /** A ResourceNotFoundException with the given finished text. */
  public static DynamoDbException resourceNotFound(String message) {
    return new DynamoDbException(ErrorCode.RESOURCE_NOT_FOUND, message);
  }

  /** The InternalServerError that tells a caller to try again. */
  public static DynamoDbException internalServerError() {
    return new DynamoDbException(ErrorCode.INTERNAL_SERVER_ERROR, "Internal server error");
  }

  /** The error shape. */
  public ErrorCode code() {
    return code;
  }

  /**
   * The item that the error tells of: the one that failed a condition, where that was asked for.
   */
  public Optional<Item> item() {
    return Optional.ofNullable(item);
  }

  /** What became of each action of a transaction that was canceled; empty for other errors. */
  public List<CancellationReason> cancellationReasons() {
    return cancellationReasons;
  }
}
