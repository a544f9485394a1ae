package dev.ddblocal.domain;

import dev.ddblocal.domain.backup.DescribeContinuousBackups;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.item.BatchGetItem;
import dev.ddblocal.domain.item.BatchWriteItem;
import dev.ddblocal.domain.item.DeleteItem;
import dev.ddblocal.domain.item.GetItem;
import dev.ddblocal.domain.item.PutItem;
import dev.ddblocal.domain.item.UpdateItem;
import dev.ddblocal.domain.operation.BatchHandler;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.UnsupportedParameters;
import dev.ddblocal.domain.partiql.BatchExecuteStatement;
import dev.ddblocal.domain.partiql.ExecuteStatement;
import dev.ddblocal.domain.partiql.ExecuteTransaction;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.Authorizer;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.port.ResourcePolicyRules;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.query.Query;
import dev.ddblocal.domain.query.Scan;
import dev.ddblocal.domain.resourcepolicy.DeleteResourcePolicy;
import dev.ddblocal.domain.resourcepolicy.GetResourcePolicy;
import dev.ddblocal.domain.resourcepolicy.PutResourcePolicy;
import dev.ddblocal.domain.stream.DescribeStream;
import dev.ddblocal.domain.stream.GetRecords;
import dev.ddblocal.domain.stream.GetShardIterator;
import dev.ddblocal.domain.stream.ListStreams;
import dev.ddblocal.domain.stream.RollOverShards;
import dev.ddblocal.domain.stream.TrimStreams;
import dev.ddblocal.domain.table.BackfillIndexes;
import dev.ddblocal.domain.table.CreateTable;
import dev.ddblocal.domain.table.DeleteTable;
import dev.ddblocal.domain.table.DescribeEndpoints;
import dev.ddblocal.domain.table.DescribeLimits;
import dev.ddblocal.domain.table.DescribeTable;
import dev.ddblocal.domain.table.DropDeletedIndexes;
import dev.ddblocal.domain.table.DropDeletedTables;
import dev.ddblocal.domain.table.ListTables;
import dev.ddblocal.domain.table.PolicyChanges;
import dev.ddblocal.domain.table.TableLifecycle;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.table.UpdateTable;
import dev.ddblocal.domain.tag.ListTagsOfResource;
import dev.ddblocal.domain.tag.TagResource;
import dev.ddblocal.domain.tag.UntagResource;
import dev.ddblocal.domain.transaction.TransactGetItems;
import dev.ddblocal.domain.transaction.TransactWriteItems;
import dev.ddblocal.domain.transaction.TransactionCoordinator;
import dev.ddblocal.domain.transaction.TrimTransactionTokens;
import dev.ddblocal.domain.ttl.DescribeTimeToLive;
import dev.ddblocal.domain.ttl.ExpirySweep;
import dev.ddblocal.domain.ttl.UpdateTimeToLive;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The API over a storage. Every call is authorized first, so that no adapter can go around it; then
 * come the violations that the transport found, then the operation's own checks and work.
 */
public final class AuthorizedDynamoDb implements DynamoDb {
  private final Storage storage;
  private final Authorizer authorizer;
  private final InstantSource clock;
  private final TableLifecycle lifecycle;
  private final Duration streamShardDuration;
  private final PolicyChanges policyChanges;
  private final Expressions expressions = new Expressions();
  private final Map<Operation, OperationHandler<?, ?>> handlers = new EnumMap<>(Operation.class);

  /**
   * Creates the API.
   *
   * @param storage where data is kept
   * @param authorizer who may do what
   * @param ids makes unique ids
   * @param policyRules which resource policies may be kept
   * @param clock the time
   * @param settings the operator's choices
   */
  public AuthorizedDynamoDb(
      Storage storage,
      Authorizer authorizer,
      IdGenerator ids,
      ResourcePolicyRules policyRules,
      InstantSource clock,
      DynamoDbSettings settings) {
    this.storage = Objects.requireNonNull(storage, "storage is null");
    this.authorizer = Objects.requireNonNull(authorizer, "authorizer is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.lifecycle = settings.tableLifecycle(clock);
    this.streamShardDuration = settings.streamShardDuration();
    TableLookup lookup = new TableLookup(lifecycle);
    policyChanges = new PolicyChanges(policyRules, clock);
    TransactionCoordinator coordinator = new TransactionCoordinator(lookup);
    for (Operation operation : Operation.values()) {
      handlers.put(operation, handler(operation, lookup, coordinator, ids));
    }
  }

  private OperationHandler<?, ?> handler(
      Operation operation,
      TableLookup lookup,
      TransactionCoordinator coordinator,
      IdGenerator ids) {
    return switch (operation) {
      case BATCH_EXECUTE_STATEMENT -> new BatchExecuteStatement(lookup);
      case BATCH_GET_ITEM -> new BatchGetItem(lookup, expressions);
      case BATCH_WRITE_ITEM -> new BatchWriteItem(lookup);
      case CREATE_TABLE -> new CreateTable(lifecycle, policyChanges, ids);
      case DELETE_ITEM -> new DeleteItem(lookup, expressions);
      case DELETE_RESOURCE_POLICY -> new DeleteResourcePolicy(lookup);
      case DELETE_TABLE -> new DeleteTable(lifecycle);
      case DESCRIBE_CONTINUOUS_BACKUPS -> new DescribeContinuousBackups(lookup);
      case DESCRIBE_ENDPOINTS -> new DescribeEndpoints();
      case DESCRIBE_LIMITS -> new DescribeLimits();
      case DESCRIBE_STREAM -> new DescribeStream(clock);
      case DESCRIBE_TABLE -> new DescribeTable(lifecycle);
      case DESCRIBE_TIME_TO_LIVE -> new DescribeTimeToLive(lifecycle);
      case EXECUTE_STATEMENT -> new ExecuteStatement(lookup);
      case EXECUTE_TRANSACTION -> new ExecuteTransaction(lookup, coordinator);
      case GET_ITEM -> new GetItem(lookup, expressions);
      case GET_RECORDS -> new GetRecords(clock);
      case GET_RESOURCE_POLICY -> new GetResourcePolicy(lookup);
      case GET_SHARD_ITERATOR -> new GetShardIterator(clock);
      case LIST_STREAMS -> new ListStreams(clock);
      case LIST_TABLES -> new ListTables(lifecycle);
      case LIST_TAGS_OF_RESOURCE -> new ListTagsOfResource(lookup);
      case PUT_ITEM -> new PutItem(lookup, expressions);
      case PUT_RESOURCE_POLICY -> new PutResourcePolicy(lookup, policyChanges);
      case QUERY -> new Query(lookup, expressions);
      case SCAN -> new Scan(lookup, expressions);
      case TAG_RESOURCE -> new TagResource(lookup);
      case TRANSACT_GET_ITEMS -> new TransactGetItems(coordinator, expressions);
      case TRANSACT_WRITE_ITEMS -> new TransactWriteItems(coordinator, expressions);
      case UNTAG_RESOURCE -> new UntagResource(lookup);
      case UPDATE_ITEM -> new UpdateItem(lookup, expressions);
      case UPDATE_TABLE -> new UpdateTable(lifecycle, ids);
      case UPDATE_TIME_TO_LIVE -> new UpdateTimeToLive(lifecycle, ids);
    };
  }

  /** The work in the background that the application has to drive. */
  public List<MaintenanceTask> maintenanceTasks() {
    return List.of(
        new DropDeletedTables(lifecycle),
        new DropDeletedIndexes(lifecycle),
        new BackfillIndexes(),
        new RollOverShards(clock, streamShardDuration),
        new TrimStreams(clock),
        new TrimTransactionTokens(clock));
  }

  /** What deletes expired items; the application says when. */
  public ExpirySweep expirySweep() {
    return new ExpirySweep(lifecycle);
  }

  @Override
  public <R> CompletionStage<R> execute(CallerIdentity caller, OperationCall<R> call) {
    Operation operation = call.request().operation();
    AuthorizationRequest request =
        new AuthorizationRequest(
            operation.iamAction(),
            operation.supportsCrossAccount(),
            call.request().accesses(),
            operation.isByArn(),
            operation == Operation.BATCH_EXECUTE_STATEMENT);
    return authorizer
        .authorize(caller, request)
        .thenCompose(authorization -> run(caller, authorization, call));
  }

  private <R> CompletionStage<R> run(
      CallerIdentity caller, Authorization authorization, OperationCall<R> call) {
    try {
      if (call.constraintViolations().isPresent()) {
        throw DynamoDbException.validation(call.constraintViolations().get());
      }
      if (!call.unsupportedMembers().isEmpty()) {
        throw UnsupportedParameters.refusal(call.unsupportedMembers());
      }
      Optional<AccountScope> only = authorization.scope();
      if (only.isPresent()) {
        return handle(call, callScope(caller, only.get(), authorization, call));
      }
      List<CallScope> scopes = new ArrayList<>();
      for (Authorization.Grant grant : authorization.grants()) {
        if (!(grant instanceof Authorization.Grant.Allowed(AccountScope scope))) {
          throw severalAccounts();
        }
        scopes.add(callScope(caller, scope, authorization, call));
      }
      return handle(call, scopes);
    } catch (DynamoDbException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CallScope callScope(
      CallerIdentity caller,
      AccountScope scope,
      Authorization authorization,
      OperationCall<?> call) {
    return new CallScope(
        caller, scope, storage.keyspace(scope), call.host(), authorization.grants());
  }

  /** A transaction lives in one keyspace, so it cannot reach into several. */
  private static DynamoDbException severalAccounts() {
    return DynamoDbException.validation(
        "A transaction cannot span the tables of several accounts; send one for each account");
  }

  /** Batches alone can be done in several accounts; their accesses are their tables in order. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private <R> CompletionStage<R> handle(OperationCall<R> call, List<CallScope> scopes) {
    if (handlers.get(call.request().operation()) instanceof BatchHandler batch) {
      return batch.execute(call.request(), scopes);
    }
    throw severalAccounts();
  }

  /** Every operation's request has exactly one handler, registered under its operation. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private <R> CompletionStage<R> handle(OperationCall<R> call, CallScope scope) {
    OperationHandler handler = handlers.get(call.request().operation());
    return handler.execute(call.request(), scope);
  }
}
