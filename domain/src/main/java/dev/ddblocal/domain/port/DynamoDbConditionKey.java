package dev.ddblocal.domain.port;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** DynamoDB's own condition keys (service authorization reference of DynamoDB). */
public enum DynamoDbConditionKey {
  /** The partition key values that the request addresses; the older name. */
  LEADING_KEYS("dynamodb:LeadingKeys"),
  /** The partition key values that the request addresses. */
  FIRST_PARTITION_KEY_VALUES("dynamodb:FirstPartitionKeyValues"),
  /** The values of an index's second partition key attribute. */
  SECOND_PARTITION_KEY_VALUES("dynamodb:SecondPartitionKeyValues"),
  /** The values of an index's third partition key attribute. */
  THIRD_PARTITION_KEY_VALUES("dynamodb:ThirdPartitionKeyValues"),
  /** The values of an index's fourth partition key attribute. */
  FOURTH_PARTITION_KEY_VALUES("dynamodb:FourthPartitionKeyValues"),
  /** The top-level attributes that the request names. */
  ATTRIBUTES("dynamodb:Attributes"),
  /** The parameter Select, or what it is when absent. */
  SELECT("dynamodb:Select"),
  /** The parameter ReturnValues, or what it is when absent. */
  RETURN_VALUES("dynamodb:ReturnValues"),
  /** The parameter ReturnConsumedCapacity, or what it is when absent. */
  RETURN_CONSUMED_CAPACITY("dynamodb:ReturnConsumedCapacity"),
  /** The transaction that an action is part of. */
  ENCLOSING_OPERATION("dynamodb:EnclosingOperation"),
  /** Whether a PartiQL SELECT reads without a partition key. */
  FULL_TABLE_SCAN("dynamodb:FullTableScan");

  private static final Map<String, DynamoDbConditionKey> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(key -> key.text.toLowerCase(Locale.ROOT), Function.identity()));

  private final String text;

  DynamoDbConditionKey(String text) {
    this.text = text;
  }

  /** The key of that name, in any case. */
  public static Optional<DynamoDbConditionKey> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The key as policies write it. */
  public String text() {
    return text;
  }
}
