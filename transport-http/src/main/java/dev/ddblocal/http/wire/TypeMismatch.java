package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonToken;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;

/**
 * The SerializationExceptions for values whose JSON type is not their member's. One rule for each
 * kind of shape, in the words that the service's Java gives them:
 *
 * <pre>
 * expected    sent      text
 * a scalar    a scalar  NUMBER_VALUE cannot be converted to String
 * a scalar    [         Unrecognized collection type class java.lang.String
 * a scalar    {         Start of structure or map found where not expected
 * a list      a scalar  Unexpected field type
 * a list      {         Start of structure or map found where not expected
 * a structure a scalar  Unexpected field type
 * a structure [         Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Key
 * a map       a scalar  Unexpected field type
 * a map       [         Unrecognized collection type java.util.Map&lt;java.lang.String, ...&gt;
 * </pre>
 */
final class TypeMismatch {
  private static final String PACKAGE = "com.amazonaws.dynamodb.v20120810.";
  private static final String STRUCTURE_FOUND =
      "Start of structure or map found where not expected";
  private static final String UNRECOGNIZED = "Unrecognized collection type ";

  private TypeMismatch() {}

  /** Where a scalar of a Java class was expected, such as {@code java.lang.String}. */
  static DynamoDbException scalar(String javaClass, JsonToken found) {
    return switch (found) {
      case START_OBJECT -> error(STRUCTURE_FOUND);
      case START_ARRAY -> error(UNRECOGNIZED + "class " + javaClass);
      default ->
          error(
              name(found)
                  + " cannot be converted to "
                  + javaClass.substring(javaClass.lastIndexOf('.') + 1));
    };
  }

  /** Where binary data in Base64 was expected. */
  static DynamoDbException binary(JsonToken found) {
    return switch (found) {
      case START_OBJECT, START_ARRAY -> scalar("java.nio.ByteBuffer", found);
      default -> error("only base-64-encoded strings are convertible to bytes");
    };
  }

  /** Where a list was expected. */
  static DynamoDbException list(JsonToken found) {
    return error(found == JsonToken.START_OBJECT ? STRUCTURE_FOUND : "Unexpected field type");
  }

  /** Where a structure or union of a shape was expected. */
  static DynamoDbException structure(String shape, JsonToken found) {
    return container("class " + PACKAGE + shape, found);
  }

  /** Where a map with values of a shape was expected. */
  static DynamoDbException map(String valueShape, JsonToken found) {
    return container("java.util.Map<java.lang.String, " + PACKAGE + valueShape + ">", found);
  }

  /** A SerializationException with a text. */
  static DynamoDbException error(String text) {
    return new DynamoDbException(ErrorCode.SERIALIZATION, text);
  }

  private static DynamoDbException container(String type, JsonToken found) {
    return error(found == JsonToken.START_ARRAY ? UNRECOGNIZED + type : "Unexpected field type");
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "STRING_VALUE";
      case VALUE_NUMBER_INT -> "NUMBER_VALUE";
      case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
      case VALUE_TRUE -> "TRUE_VALUE";
      case VALUE_FALSE -> "FALSE_VALUE";
      default -> throw new IllegalArgumentException("no value begins with " + token);
    };
  }
}
