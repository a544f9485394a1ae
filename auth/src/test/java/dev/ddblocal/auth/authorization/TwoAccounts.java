package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.item.GetItemResponse;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.table.DescribeTableResponse;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A database with two accounts, each of which has a table {@code Music} with the key {@code
 * Artist}: the owner's has a stream and the item {@code a}, the guests' is empty. The owner's is
 * wanted.
 */
final class TwoAccounts {
  /** The root user of the account whose table is wanted. */
  static final CallerIdentity OWNER = LocalDynamoDb.root(LocalDynamoDb.ACCOUNT);

  /** The account that wants it. */
  static final AccountId GUESTS = new AccountId("444455556666");

  /** An account that takes no part between accounts. */
  static final AccountId IAM_ACCOUNT = new AccountId("999999999999");

  /** The root user of the account that wants it. */
  static final CallerIdentity GUEST = LocalDynamoDb.root(GUESTS);

  /** A user of the account that wants it. */
  static final CallerIdentity BOB = user(GUESTS, "bob");

  /** A user of the owner's account. */
  static final CallerIdentity ALICE = user(LocalDynamoDb.ACCOUNT, "alice");

  /** The ARN of the table. */
  static final String TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";

  private final LocalDynamoDb db;
  private EffectivePolicies userPolicies = EffectivePolicies.NONE;

  /** The database, in which callers reach other accounts so. */
  TwoAccounts(CrossAccount mode) {
    db =
        new LocalDynamoDb(
            DynamoDbSettings.DEFAULT,
            storage ->
                new PolicyAuthorizer(
                    _ -> CompletableFuture.completedStage(userPolicies),
                    new PolicyEvaluator(mode, Optional.of(IAM_ACCOUNT)),
                    new AttachedPolicies(),
                    storage,
                    InstantSource.system(),
                    new AuditTrail(AuditLog.NONE, InstantSource.system())));
    call(
        OWNER,
        "CreateTable",
        """
        {'TableName': 'Music', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [{'AttributeName': 'Artist', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'}],
         'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'KEYS_ONLY'}}
        """);
    db.put("Music", "Artist", "a");
    makeTable(GUEST);
  }

  private static CallerIdentity user(AccountId account, String name) {
    return new CallerIdentity(
        new Principal.User(account, "/", name, "AIDA" + name, Map.of()),
        "AKIAUSERUSERUSERUSER",
        LocalDynamoDb.REGION);
  }

  /** Makes the caller's table {@code Music}. */
  void makeTable(CallerIdentity caller) {
    db.call(caller, LocalDynamoDb.createTableRequest("Music", "Artist:S"));
  }

  /** Users have a policy of these statements from now on. */
  void usersMay(String... statements) {
    userPolicies = PolicedDynamoDb.identity(document(statements));
  }

  /** The ARN of the stream of the owner's table. */
  String stream() {
    return ((DescribeTableResponse) call(OWNER, "DescribeTable", "{'TableName': 'Music'}"))
        .table()
        .latestStreamArn();
  }

  /** Gives a resource a policy. */
  void policy(CallerIdentity owner, String arn, String... statements) {
    db.call(
        owner,
        DynamoDbJson.request(
            "PutResourcePolicy", Map.of("ResourceArn", arn, "Policy", document(statements))));
  }

  /** The owner's table and its stream have a policy of this statement from now on. */
  void ownerAllows(String principal, String actions) {
    policy(OWNER, TABLE, resourceStatement("Allow", principal, actions));
    policy(OWNER, stream(), resourceStatement("Allow", principal, actions));
  }

  /** A statement about whatever resource has it. */
  static String resourceStatement(String effect, String principal, String actions) {
    return "{'Effect': '%s', 'Principal': {'AWS': '%s'}, 'Action': '%s', 'Resource': '*'}"
        .formatted(effect, principal, actions);
  }

  /** Calls an operation; the request is written with single quotes. */
  Object call(CallerIdentity caller, String operation, String request) {
    return db.call(caller, DynamoDbJson.request(operation, request.replace('\'', '"')));
  }

  /** The error that an operation answers; the request is written with single quotes. */
  DynamoDbException refused(CallerIdentity caller, String operation, String request) {
    return assertThrows(DynamoDbException.class, () -> call(caller, operation, request));
  }

  /** Checks that an operation is denied on a resource. */
  void denied(
      CallerIdentity caller,
      String operation,
      String request,
      String action,
      String resource,
      String tail) {
    DynamoDbException error = refused(caller, operation, request);
    assertEquals(
        "User: %s is not authorized to perform: dynamodb:%s on resource: %s %s"
            .formatted(caller.principal().arn(), action, resource, tail),
        error.getMessage());
    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
  }

  /** Whether the caller's own table has an item. */
  boolean has(CallerIdentity caller, String artist) {
    return has(caller, "Music", artist);
  }

  /** Whether a table has an item, as the caller sees it. */
  boolean has(CallerIdentity caller, String table, String artist) {
    var answer =
        (GetItemResponse)
            call(
                caller,
                "GetItem",
                "{'TableName': '%s', 'Key': {'Artist': {'S': '%s'}}}".formatted(table, artist));
    return answer.item() != null;
  }

  /** Whether anything was ever kept for an account. */
  boolean isKept(AccountId account) {
    return db.storage().existing(AccountScope.mint(account, LocalDynamoDb.REGION)).isPresent();
  }
}
