package dev.ddblocal.domain.operation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The API operations of DynamoDB and DynamoDB Streams that are served, with what authorization
 * needs to know of each (spec: authentication, the operation table).
 */
public enum Operation {
  /** Runs statements that each read or write an item. */
  BATCH_EXECUTE_STATEMENT("BatchExecuteStatement", CrossAccount.NONE),
  /** Reads items of any tables. */
  BATCH_GET_ITEM("BatchGetItem", CrossAccount.SUPPORTED),
  /** Puts and deletes items of any tables. */
  BATCH_WRITE_ITEM("BatchWriteItem", CrossAccount.SUPPORTED),
  /** Makes a table. */
  CREATE_TABLE("CreateTable", CrossAccount.NONE),
  /** Deletes an item. */
  DELETE_ITEM("DeleteItem", CrossAccount.SUPPORTED),
  /** Takes a table's or stream's resource policy away. */
  DELETE_RESOURCE_POLICY("DeleteResourcePolicy", CrossAccount.NONE),
  /** Deletes a table. */
  DELETE_TABLE("DeleteTable", CrossAccount.SUPPORTED),
  /** Tells whether a table can be restored to an earlier time. */
  DESCRIBE_CONTINUOUS_BACKUPS("DescribeContinuousBackups", CrossAccount.NONE),
  /** Tells where to send requests. */
  DESCRIBE_ENDPOINTS("DescribeEndpoints", CrossAccount.NONE),
  /** Tells the account's capacity limits. */
  DESCRIBE_LIMITS("DescribeLimits", CrossAccount.NONE),
  /** Describes a stream and its shards. */
  DESCRIBE_STREAM("DescribeStream", CrossAccount.SUPPORTED),
  /** Describes a table. */
  DESCRIBE_TABLE("DescribeTable", CrossAccount.SUPPORTED),
  /** Tells whether a table's items expire. */
  DESCRIBE_TIME_TO_LIVE("DescribeTimeToLive", CrossAccount.NONE),
  /** Runs a statement. */
  EXECUTE_STATEMENT("ExecuteStatement", CrossAccount.NONE),
  /** Runs statements all or not at all. */
  EXECUTE_TRANSACTION("ExecuteTransaction", CrossAccount.NONE),
  /** Reads an item. */
  GET_ITEM("GetItem", CrossAccount.SUPPORTED),
  /** Reads the change records of a shard. */
  GET_RECORDS("GetRecords", CrossAccount.SUPPORTED),
  /** Tells a table's or stream's resource policy. */
  GET_RESOURCE_POLICY("GetResourcePolicy", CrossAccount.NONE),
  /** Finds where in a shard to begin to read. */
  GET_SHARD_ITERATOR("GetShardIterator", CrossAccount.SUPPORTED),
  /** Lists the account's streams. */
  LIST_STREAMS("ListStreams", CrossAccount.NONE),
  /** Lists the account's tables. */
  LIST_TABLES("ListTables", CrossAccount.NONE),
  /** Lists a table's tags. */
  LIST_TAGS_OF_RESOURCE("ListTagsOfResource", CrossAccount.SUPPORTED),
  /** Puts an item. */
  PUT_ITEM("PutItem", CrossAccount.SUPPORTED),
  /** Gives a table or stream a resource policy. */
  PUT_RESOURCE_POLICY("PutResourcePolicy", CrossAccount.NONE),
  /** Reads the items of a partition. */
  QUERY("Query", CrossAccount.SUPPORTED),
  /** Reads all items of a table. */
  SCAN("Scan", CrossAccount.SUPPORTED),
  /** Adds tags to a table. */
  TAG_RESOURCE("TagResource", CrossAccount.SUPPORTED),
  /** Reads items of any tables at one moment. */
  TRANSACT_GET_ITEMS("TransactGetItems", CrossAccount.SUPPORTED),
  /** Writes items of any tables, all or none. */
  TRANSACT_WRITE_ITEMS("TransactWriteItems", CrossAccount.SUPPORTED),
  /** Takes tags from a table. */
  UNTAG_RESOURCE("UntagResource", CrossAccount.SUPPORTED),
  /** Changes an item. */
  UPDATE_ITEM("UpdateItem", CrossAccount.SUPPORTED),
  /** Changes a table and its indexes. */
  UPDATE_TABLE("UpdateTable", CrossAccount.SUPPORTED),
  /** Says whether a table's items expire. */
  UPDATE_TIME_TO_LIVE("UpdateTimeToLive", CrossAccount.NONE);

  private static final Map<String, Operation> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Operation::apiName, Function.identity()));

  private final String apiName;
  private final String iamAction;
  private final CrossAccount crossAccount;

  Operation(String apiName, CrossAccount crossAccount) {
    this.apiName = apiName;
    this.iamAction = "dynamodb:" + apiName;
    this.crossAccount = crossAccount;
  }

  /** The operation of that API name, if it is served. Names are case-sensitive. */
  public static Optional<Operation> named(String apiName) {
    return Optional.ofNullable(BY_NAME.get(apiName));
  }

  /** The operation's name in the API, such as {@code PutItem}. */
  public String apiName() {
    return apiName;
  }

  /** The IAM action that allows the operation. */
  public String iamAction() {
    return iamAction;
  }

  /** Whether the operation may name a table of another account by its ARN at all. */
  public boolean supportsCrossAccount() {
    return crossAccount == CrossAccount.SUPPORTED;
  }

  /** Whether what the operation works on is named by an ARN alone, never by a bare name. */
  public boolean isByArn() {
    return switch (this) {
      case DELETE_RESOURCE_POLICY,
          GET_RESOURCE_POLICY,
          LIST_TAGS_OF_RESOURCE,
          PUT_RESOURCE_POLICY,
          TAG_RESOURCE,
          UNTAG_RESOURCE ->
          true;
      default -> false;
    };
  }

  /** Whether the operation is on no table or stream, but on all that the account has. */
  public boolean isOnAccount() {
    return switch (this) {
      case DESCRIBE_ENDPOINTS, DESCRIBE_LIMITS, LIST_STREAMS, LIST_TABLES -> true;
      default -> false;
    };
  }

  private enum CrossAccount {
    SUPPORTED,
    NONE
  }
}
