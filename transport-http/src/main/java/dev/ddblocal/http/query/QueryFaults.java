package dev.ddblocal.http.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.QueryFault;
import java.util.Optional;

/**
 * The errors of the query protocol that arise before a service has the call, and the words in which
 * it tells what authentication found (spec: authentication, 7.1).
 */
public final class QueryFaults {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int MAX_ECHO = 1_024;
  private static final String MALFORMED_INPUT = "MalformedInput";
  private static final String NO_VERSION = "NO_VERSION_SPECIFIED";

  private QueryFaults() {}

  /** A request that names no action. */
  public static QueryFault missingAction() {
    return new QueryFault(
        BAD_REQUEST, "MissingAction", "The request is missing an action or a required parameter.");
  }

  /** An action that its version does not have, or a version that nobody serves. */
  public static QueryFault invalidAction(RequestParameters parameters) {
    return new QueryFault(
        BAD_REQUEST,
        "InvalidAction",
        "Could not find operation "
            + echo(parameters.action().orElse(""))
            + " for version "
            + echo(parameters.version().orElse(NO_VERSION)));
  }

  /** A body that is compressed. */
  public static QueryFault unsupportedContentEncoding() {
    return malformedInput("Content-Encoding is not supported");
  }

  static QueryFault malformedEncoding() {
    return malformedInput("A parameter is not percent-encoded UTF-8");
  }

  static QueryFault repeatedParameter() {
    return malformedInput("A parameter must not be given more than once");
  }

  static QueryFault tooManyParameters(int limit) {
    return malformedInput("There must not be more than " + limit + " parameters");
  }

  private static QueryFault malformedInput(String message) {
    return new QueryFault(BAD_REQUEST, MALFORMED_INPUT, message);
  }

  /** Text of the caller's as it may stand in a message: cut where it is very long. */
  private static String echo(String text) {
    return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO);
  }

  /**
   * What the query protocol calls an error that authentication found in DynamoDB's terms; empty
   * where authentication has no business finding it.
   */
  public static Optional<QueryFault> of(DynamoDbException error) {
    return Optional.ofNullable(
        switch (error.code()) {
          case MISSING_AUTHENTICATION_TOKEN ->
              fault(FORBIDDEN, "MissingAuthenticationToken", error);
          case UNRECOGNIZED_CLIENT -> fault(FORBIDDEN, "InvalidClientTokenId", error);
          case INVALID_SIGNATURE -> fault(FORBIDDEN, "SignatureDoesNotMatch", error);
          case INCOMPLETE_SIGNATURE -> fault(BAD_REQUEST, "IncompleteSignature", error);
          case EXPIRED_TOKEN -> fault(FORBIDDEN, "ExpiredToken", error);
          case ACCESS_DENIED -> fault(FORBIDDEN, "AccessDenied", error);
          case VALIDATION -> fault(BAD_REQUEST, "ValidationError", error);
          case INTERNAL_SERVER_ERROR -> QueryFault.internalFailure();
          default -> null;
        });
  }

  private static QueryFault fault(int status, String code, DynamoDbException error) {
    return new QueryFault(status, code, error.getMessage());
  }
}
