package dev.ddblocal.domain.operation;

import dev.ddblocal.domain.error.DynamoDbException;
import java.util.List;

/** The refusal of parameters that DynamoDB has and this server does not support. */
public final class UnsupportedParameters {
  private UnsupportedParameters() {}

  /** The ValidationException that names the parameters. */
  public static DynamoDbException refusal(List<String> names) {
    return DynamoDbException.validation(
        "Parameters not supported by this server: " + String.join(", ", names));
  }
}
