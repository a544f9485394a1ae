package dev.ddblocal.domain.operation;

/** The services whose operations are served; each has a service model of its own. */
public enum Service {
  /** Tables and items. */
  DYNAMODB("DynamoDB_20120810"),
  /** The change records of tables. */
  STREAMS("DynamoDBStreams_20120810");

  private final String targetPrefix;

  Service(String targetPrefix) {
    this.targetPrefix = targetPrefix;
  }

  /** What stands before the dot of X-Amz-Target: the name and version of the API. */
  public String targetPrefix() {
    return targetPrefix;
  }
}
