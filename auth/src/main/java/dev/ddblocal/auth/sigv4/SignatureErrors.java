package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.CredentialErrors;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;

/** The answers to requests that cannot be vouched for, in DynamoDB's words. */
final class SignatureErrors {
  private static final int MAX_ECHO = 1_024;

  private SignatureErrors() {}

  static DynamoDbException missingAuthenticationToken() {
    return new DynamoDbException(
        ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
  }

  static DynamoDbException bothForms() {
    return invalid(
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
  }

  static DynamoDbException unknownOperation() {
    return new DynamoDbException(ErrorCode.UNKNOWN_OPERATION, null);
  }

  /** The parts must be the missing sentences of the header form, each followed by a blank. */
  static DynamoDbException incompleteHeader(String parts, String authorization) {
    return incomplete(parts + "Authorization=" + echo(authorization));
  }

  /** The parts must be the missing sentences of the query form, each followed by a blank. */
  static DynamoDbException incompleteQuery(String parts) {
    return incomplete(parts + "Re-examine the query-string parameters.");
  }

  static DynamoDbException notKeyValue(String token, String defect, String authorization) {
    return incomplete(
        "'"
            + echo(token)
            + "' not a valid key=value pair ("
            + defect
            + ") in Authorization header: '"
            + echo(authorization)
            + "'.");
  }

  static DynamoDbException repeatedHeader(String name) {
    return incomplete("Found more than one '" + name + "' HTTP header.");
  }

  static DynamoDbException authorizationTooLong(int limit) {
    return incomplete("Authorization header must not be longer than " + limit + " bytes.");
  }

  static DynamoDbException notADate(String text) {
    return incomplete(
        "Date must be in ISO-8601 'basic format'. Got '"
            + echo(text)
            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
  }

  /** The threshold is the earliest date still good; the offset is as printed, such as 15 min. */
  static DynamoDbException expired(String date, String threshold, String now, String offset) {
    return invalid(
        "Signature expired: "
            + date
            + " is now earlier than "
            + threshold
            + " ("
            + now
            + " - "
            + offset
            + ")");
  }

  /** The threshold is the latest date already good; the offset is as printed, such as 15 min. */
  static DynamoDbException notYetCurrent(String date, String threshold, String now, String offset) {
    return invalid(
        "Signature not yet current: "
            + date
            + " is still later than "
            + threshold
            + " ("
            + now
            + " + "
            + offset
            + ")");
  }

  static DynamoDbException hostNotSigned() {
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }

  static DynamoDbException unsupportedAlgorithm(String algorithm) {
    return incomplete(
        "Unsupported AWS 'algorithm': '"
            + echo(algorithm)
            + "' (only "
            + SigV4Authenticator.ALGORITHM
            + " for now). ");
  }

  static DynamoDbException notFiveElements(String credential) {
    return incomplete(
        "Credential must have exactly 5 slash-delimited elements,"
            + " e.g. keyid/date/region/service/term, got '"
            + echo(credential)
            + "'");
  }

  static DynamoDbException invalid(String message) {
    return new DynamoDbException(ErrorCode.INVALID_SIGNATURE, message);
  }

  static DynamoDbException unknownAccessKey() {
    return new DynamoDbException(
        ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
  }

  static DynamoDbException signatureDoesNotMatch() {
    return invalid(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  static DynamoDbException invalidSessionToken() {
    return CredentialErrors.invalidSessionToken();
  }

  static DynamoDbException expiredSessionToken() {
    return new DynamoDbException(
        ErrorCode.EXPIRED_TOKEN, "The security token included in the request is expired");
  }

  /** Text of the caller's as it may stand in a message: cut where it is very long. */
  static String echo(String text) {
    return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO);
  }

  private static DynamoDbException incomplete(String message) {
    return new DynamoDbException(ErrorCode.INCOMPLETE_SIGNATURE, message);
  }
}
