package dev.ddblocal.it;

/** The bodies of DynamoDB's errors, to the byte. */
final class ErrorBodies {
  static final String SERIALIZATION = bare("SerializationException");
  static final String UNKNOWN_OPERATION = bare("UnknownOperationException");
  static final String NOT_FOUND = "<UnknownOperationException/>\n";
  static final String MISSING_TOKEN =
      coral("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  static final String BOTH_FORMS =
      invalidSignature(
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
              + " header.");
  static final String HOST_NOT_SIGNED =
      invalidSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  static final String UNKNOWN_KEY =
      coral(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
  static final String SIGNATURE_MISMATCH =
      invalidSignature(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");

  private static final String CORAL = "com.amazon.coral.service#";

  private ErrorBodies() {}

  static String invalidSignature(String message) {
    return coral("InvalidSignatureException", message);
  }

  static String incompleteSignature(String message) {
    return coral("IncompleteSignatureException", message);
  }

  /** A body that is JSON, with a value of a type that does not belong there. */
  static String serialization(String message) {
    return body(CORAL + "SerializationException", "Message", message);
  }

  static String validation(String message) {
    return body("com.amazon.coral.validate#ValidationException", "message", message);
  }

  static String resourceNotFound(String message) {
    return body("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message", message);
  }

  static String accessDenied(String message) {
    return body(CORAL + "AccessDeniedException", "Message", message);
  }

  /** The beginning of every body of that error of the front door. */
  static String prefix(String shape) {
    return "{\"__type\":\"" + CORAL + shape + "\"";
  }

  private static String bare(String shape) {
    return prefix(shape) + "}";
  }

  private static String coral(String shape, String message) {
    return body(CORAL + shape, "message", message);
  }

  private static String body(String type, String member, String message) {
    String escaped = message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{\"__type\":\"" + type + "\",\"" + member + "\":\"" + escaped + "\"}";
  }
}
