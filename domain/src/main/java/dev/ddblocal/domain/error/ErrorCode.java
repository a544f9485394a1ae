package dev.ddblocal.domain.error;

/** The error shapes that an answer can name, by their DynamoDB names. */
public enum ErrorCode {
  /** A request that breaks a rule of its operation. */
  VALIDATION("ValidationException"),
  /** A policy that does not exist, or not in the expected version. */
  POLICY_NOT_FOUND("PolicyNotFoundException"),
  /** A table or other resource that does not exist. */
  RESOURCE_NOT_FOUND("ResourceNotFoundException"),
  /** A table that does not exist, to the operations on backups. */
  TABLE_NOT_FOUND("TableNotFoundException"),
  /** A table that exists already or is in a state that forbids the operation. */
  RESOURCE_IN_USE("ResourceInUseException"),
  /** A condition that the item does not meet. */
  CONDITIONAL_CHECK_FAILED("ConditionalCheckFailedException"),
  /** An item that is inserted and there already. */
  DUPLICATE_ITEM("DuplicateItemException"),
  /** A transaction of which at least one action cannot be done. */
  TRANSACTION_CANCELED("TransactionCanceledException"),
  /** A client request token that was used for something else a short time ago. */
  IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatchException"),
  /** An account limit. */
  LIMIT_EXCEEDED("LimitExceededException"),
  /** An iterator that is older than iterators may be. */
  EXPIRED_ITERATOR("ExpiredIteratorException"),
  /** Change records that were there once and are no more. */
  TRIMMED_DATA_ACCESS("TrimmedDataAccessException"),
  /** A failure of ours; the caller may try again. */
  INTERNAL_SERVER_ERROR("InternalServerError"),
  /** A caller that is not allowed to do what it asks for. */
  ACCESS_DENIED("AccessDeniedException"),
  /** No signature at all. */
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException"),
  /** A signature with a part missing or malformed. */
  INCOMPLETE_SIGNATURE("IncompleteSignatureException"),
  /** A complete signature that is wrong, too old or scoped to something else. */
  INVALID_SIGNATURE("InvalidSignatureException"),
  /** An unknown access key or a session token that does not fit. */
  UNRECOGNIZED_CLIENT("UnrecognizedClientException"),
  /** A session that has ended. */
  EXPIRED_TOKEN("ExpiredTokenException"),
  /** A body that is no JSON or whose types are not those of the operation's members. */
  SERIALIZATION("SerializationException"),
  /** An operation this service does not have. */
  UNKNOWN_OPERATION("UnknownOperationException");

  private final String shapeName;

  ErrorCode(String shapeName) {
    this.shapeName = shapeName;
  }

  /** The error's shape name without its namespace, as it stands behind the {@code #}. */
  public String shapeName() {
    return shapeName;
  }
}
