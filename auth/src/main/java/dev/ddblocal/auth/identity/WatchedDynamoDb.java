package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationCall;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The API with an eye on the IAM account: whatever it writes, a plain PutItem of its root user
 * included, may be a change of identities, so that the {@link IdentityRevision} grows before the
 * answer goes out.
 */
public final class WatchedDynamoDb implements DynamoDb {
  private final DynamoDb dynamoDb;
  private final AccountId iamAccount;
  private final IdentityRevision revision;

  /**
   * Creates the API.
   *
   * @param dynamoDb who does the work
   * @param iamAccount the IAM account
   * @param revision what grows
   */
  public WatchedDynamoDb(DynamoDb dynamoDb, AccountId iamAccount, IdentityRevision revision) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb is null");
    this.iamAccount = Objects.requireNonNull(iamAccount, "iamAccount is null");
    this.revision = Objects.requireNonNull(revision, "revision is null");
  }

  @Override
  public <R> CompletionStage<R> execute(CallerIdentity caller, OperationCall<R> call) {
    CompletionStage<R> answer = dynamoDb.execute(caller, call);
    return caller.principal().accountId().equals(iamAccount) && mayWrite(call.request().operation())
        ? answer.whenComplete((_, _) -> revision.bump())
        : answer;
  }

  /** An operation that this does not know to be a mere reader may write. */
  public static boolean mayWrite(Operation operation) {
    return switch (operation) {
      case BATCH_GET_ITEM,
          DESCRIBE_CONTINUOUS_BACKUPS,
          DESCRIBE_ENDPOINTS,
          DESCRIBE_LIMITS,
          DESCRIBE_STREAM,
          DESCRIBE_TABLE,
          DESCRIBE_TIME_TO_LIVE,
          GET_ITEM,
          GET_RECORDS,
          GET_SHARD_ITERATOR,
          LIST_STREAMS,
          LIST_TABLES,
          LIST_TAGS_OF_RESOURCE,
          QUERY,
          SCAN,
          TRANSACT_GET_ITEMS ->
          false;
      default -> true;
    };
  }
}
