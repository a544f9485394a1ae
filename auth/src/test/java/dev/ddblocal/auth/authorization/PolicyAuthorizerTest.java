package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE_ARN;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.identity;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.authorization.MusicTable;
import dev.ddblocal.domain.authorization.OperationTable;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Authorization.Grant;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyAuthorizerTest {
  private static final AccountId OTHER = new AccountId("444455556666");
  private static final String OWN_TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
  private static final String OTHERS_TABLE = "arn:aws:dynamodb:us-east-1:444455556666:table/Music";
  private static final String OWN_KEYS =
      "{'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': 'alice'}}";
  private static final String GET =
      "{\"TableName\": \"%s\", \"Key\": {\"Artist\": {\"S\": \"%s\"}}}";
  private static final TableDefinition MUSIC = MusicTable.definition("S");

  private final Storage storage = mock(Storage.class);
  private final Keyspace keyspace = mock(Keyspace.class);

  private PolicyAuthorizer authorizer(PolicyRepository policies) {
    return authorizer(policies, CrossAccount.OFF, ResourcePolicyLookup.NONE);
  }

  private PolicyAuthorizer authorizer(
      PolicyRepository policies, CrossAccount crossAccount, ResourcePolicyLookup lookup) {
    return new PolicyAuthorizer(
        policies,
        new PolicyEvaluator(crossAccount, Optional.of(new AccountId("999999999999"))),
        lookup,
        storage,
        InstantSource.system(),
        new AuditTrail(AuditLog.NONE, InstantSource.system()));
  }

  private PolicyAuthorizer authorizer(String... statements) {
    EffectivePolicies policies = identity(document(statements));
    return authorizer(_ -> CompletableFuture.completedStage(policies));
  }

  private static AuthorizationRequest authorization(OperationRequest<?> request) {
    Operation operation = request.operation();
    return new AuthorizationRequest(
        operation.iamAction(),
        operation.supportsCrossAccount(),
        request.accesses(),
        operation.isByArn(),
        operation == Operation.BATCH_EXECUTE_STATEMENT);
  }

  private static AuthorizationRequest authorization(String operation, String request) {
    return authorization(DynamoDbJson.request(operation, request));
  }

  private static Authorization allowed(CompletionStage<Authorization> stage) {
    return stage.toCompletableFuture().join();
  }

  private static DynamoDbException refused(CompletionStage<Authorization> stage) {
    CompletionException failure =
        assertThrows(CompletionException.class, stage.toCompletableFuture()::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  static List<OperationTable.Row> rows() {
    return OperationTable.rows();
  }

  /** The ARN of what a row of the operation table writes as {@code TABLE/INDEX}, or as an ARN. */
  private static String arn(String resource) {
    String[] parts = resource.split("/", 2);
    return resource.startsWith("arn:")
        ? resource
        : "arn:aws:dynamodb:us-east-1:111122223333:table/"
            + parts[0]
            + (parts.length > 1 ? "/index/" + parts[1] : "");
  }

  private static String denial(String action, String arn) {
    return "User: "
        + ALICE_ARN
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + arn
        + " because no identity-based policy allows the "
        + action
        + " action";
  }

  private static String denial(String access) {
    String[] parts = access.split(" on ", 2);
    return denial(parts[0], arn(parts[1]));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_user_without_policies_is_denied_every_operation(OperationTable.Row row) {
    PolicyAuthorizer authorizer =
        authorizer(_ -> CompletableFuture.completedStage(EffectivePolicies.NONE));
    CompletionStage<Authorization> answer =
        authorizer.authorize(ALICE, authorization(row.request()));

    if (row.operation() == Operation.BATCH_EXECUTE_STATEMENT) {
      assertEquals(
          row.accesses().stream().map(PolicyAuthorizerTest::denial).toList(),
          allowed(answer).grants().stream()
              .map(grant -> assertInstanceOf(Grant.Refused.class, grant).reason().getMessage())
              .toList());
    } else {
      DynamoDbException error = refused(answer);
      assertEquals(ErrorCode.ACCESS_DENIED, error.code());
      assertEquals(denial(row.accesses().getFirst()), error.getMessage());
    }
    verifyNoInteractions(storage);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_user_is_allowed_what_all_accesses_of_a_call_are_allowed(OperationTable.Row row) {
    String[] statements =
        row.accesses().stream()
            .map(access -> access.split(" on ", 2))
            .map(parts -> allow("'" + parts[0] + "'", arn(parts[1]), ""))
            .toArray(String[]::new);

    Authorization authorization =
        allowed(authorizer(statements).authorize(ALICE, authorization(row.request())));

    assertEquals(
        Authorization.within(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION)),
        authorization);
    verifyNoInteractions(storage);
  }

  /** The first that is denied, in the order of the request, is told. */
  @ParameterizedTest
  @MethodSource("rows")
  void a_call_is_denied_if_its_last_access_is(OperationTable.Row row) {
    String last = row.accesses().getLast();
    if (row.operation() == Operation.BATCH_EXECUTE_STATEMENT) {
      return;
    }
    String[] parts = last.split(" on ", 2);

    DynamoDbException error =
        refused(
            authorizer(
                    allow("'*'", "*", ""),
                    statement("Deny", "'" + parts[0] + "'", arn(parts[1]), ""))
                .authorize(ALICE, authorization(row.request())));

    assertEquals(
        "User: "
            + ALICE_ARN
            + " is not authorized to perform: "
            + parts[0]
            + " on resource: "
            + arn(parts[1])
            + " with an explicit deny in an identity-based policy",
        error.getMessage());
  }

  /** T-P23. */
  @Test
  void statements_of_a_batch_are_decided_each_alone() {
    List<Grant> grants =
        allowed(
                authorizer(allow("'dynamodb:PartiQLSelect'", OWN_TABLE, ""))
                    .authorize(
                        ALICE,
                        authorization(
                            "BatchExecuteStatement",
                            """
                            {"Statements": [{"Statement": "SELECT * FROM Music WHERE Artist = 'a'"}, {"Statement": "GRANT"},
                                            {"Statement": "DELETE FROM Music WHERE Artist = 'a'"}]}
                            """)))
            .grants();

    assertEquals(2, grants.size());
    assertInstanceOf(Grant.Allowed.class, grants.getFirst());
    assertEquals(
        denial("dynamodb:PartiQLDelete", OWN_TABLE),
        assertInstanceOf(Grant.Refused.class, grants.getLast()).reason().getMessage());
  }

  /** T-I01: alike whether it exists or not, and nothing is looked up there. */
  @ParameterizedTest
  @ValueSource(strings = {"Music", "Missing"})
  void a_table_of_another_account_is_denied_whatever_the_users_own_policies_say(String table) {
    String arn = OTHERS_TABLE.replace("Music", table);

    DynamoDbException error =
        refused(
            authorizer(allow("'*'", "*", ""), allow("'*'", "*", OWN_KEYS))
                .authorize(ALICE, authorization("GetItem", GET.formatted(arn, "alice"))));

    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
    assertEquals(
        denial("dynamodb:GetItem", arn).replace("identity-based", "resource-based"),
        error.getMessage());
    verifyNoInteractions(storage);
  }

  @Test
  void a_denial_that_depends_on_anothers_table_does_not_tell_of_it() {
    DynamoDbException error =
        refused(
            authorizer(
                    allow("'*'", "*", ""),
                    statement(
                        "Deny",
                        "'*'",
                        OTHERS_TABLE,
                        "{'ForAnyValue:StringEquals': {'dynamodb:LeadingKeys': 'bob'}}"))
                .authorize(ALICE, authorization("GetItem", GET.formatted(OTHERS_TABLE, "alice"))));

    assertEquals(
        denial("dynamodb:GetItem", OTHERS_TABLE)
            .replace(
                "because no identity-based policy allows the dynamodb:GetItem action",
                "with an explicit deny in an identity-based policy"),
        error.getMessage());
    verifyNoInteractions(storage);
  }

  /** T-I02: which operations those are is in the operation table. */
  @Test
  void another_accounts_table_is_left_to_operations_that_never_find_it() {
    assertEquals(
        List.of(),
        allowed(
                authorizer(allow("'*'", "*", ""))
                    .authorize(
                        ALICE,
                        authorization(
                            "DescribeTimeToLive", "{\"TableName\": \"" + OTHERS_TABLE + "\"}")))
            .grants());
  }

  /** T-I03. */
  @Test
  void a_batch_with_another_accounts_table_is_denied_as_a_whole() {
    DynamoDbException error =
        refused(
            authorizer(allow("'*'", "*", ""))
                .authorize(
                    ALICE,
                    authorization(
                        "BatchWriteItem",
                        "{\"RequestItems\": {\"Own\": [], \"" + OTHERS_TABLE + "\": []}}")));

    assertEquals(
        denial("dynamodb:BatchWriteItem", OTHERS_TABLE).replace("identity-based", "resource-based"),
        error.getMessage());
  }

  /** T-I04: no statement reaches another account. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:dynamodb:us-east-1:444455556666:table/Music",
        "arn:aws:dynamodb:us-west-2:111122223333:table/Music",
        "../444455556666/us-east-1/Music"
      })
  void a_statement_grants_nothing_outside_the_callers_account(String table) {
    AuthorizationRequest request =
        authorization(
            "ExecuteStatement",
            "{\"Statement\": \"SELECT * FROM \\\"" + table + "\\\" WHERE Artist = 'a'\"}");

    Authorization authorization =
        allowed(authorizer(allow("'*'", "*", "")).authorize(ALICE, request));

    assertEquals(
        Authorization.within(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION)),
        authorization);
  }

  /** T-I07 and T-I15: the operation words what is wrong, for whoever asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:dynamodb:us-west-2:111122223333:table/Music",
        "arn:aws-cn:dynamodb:us-east-1:444455556666:table/Music",
        "arn:aws:s3:us-east-1:444455556666:table/Music",
        "arn:aws:dynamodb:us-east-1:\uff14\uff14\uff14\uff14\uff15\uff15\uff15\uff15\uff16\uff16\uff16\uff16:table/Music",
        "arn:aws:dynamodb:us-east-1:444455556666:table/Mu%2Fsic"
      })
  void what_names_nothing_in_this_region_grants_nothing_and_is_left_to_the_operation(String arn) {
    PolicyAuthorizer authorizer =
        authorizer(_ -> CompletableFuture.completedStage(EffectivePolicies.NONE));

    Authorization authorization =
        allowed(authorizer.authorize(ALICE, authorization("GetItem", GET.formatted(arn, "alice"))));

    assertEquals(
        Authorization.within(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION)),
        authorization);
  }

  /** T-I13. */
  @ParameterizedTest
  @CsvSource({"'', *", "abcd, abcd", "a:b:c:d:e:f, a:b:c:d:e:f", "a:b:c:d:e/f, a:b:c:d:e/f"})
  void what_does_not_look_like_an_arn_is_denied_without_a_reason(String arn, String resource) {
    DynamoDbException error =
        refused(
            authorizer(allow("'*'", "*", ""))
                .authorize(
                    ALICE,
                    authorization("ListTagsOfResource", "{\"ResourceArn\": \"" + arn + "\"}")));

    assertEquals(
        "User: "
            + ALICE_ARN
            + " is not authorized to perform: dynamodb:ListTagsOfResource on resource: "
            + resource,
        error.getMessage());
  }

  @Test
  void a_repository_that_fails_lets_nobody_in() {
    AuthorizationRequest request = authorization("GetItem", GET.formatted("Music", "alice"));
    List<PolicyRepository> failing =
        List.of(
            _ -> CompletableFuture.failedStage(new IllegalStateException("no connection")),
            _ -> CompletableFuture.failedStage(DynamoDbException.resourceNotFound("ddb_iam")),
            _ -> {
              throw new IllegalStateException("no connection");
            });
    for (PolicyRepository policies : failing) {
      assertEquals(
          ErrorCode.INTERNAL_SERVER_ERROR,
          refused(authorizer(policies).authorize(ALICE, request)).code());
    }
  }

  @Test
  void a_table_is_looked_up_for_no_condition_but_those_that_need_it() {
    Authorization authorization =
        allowed(
            authorizer(
                    allow(
                        "'dynamodb:*'",
                        "*",
                        "{'ForAllValues:StringEquals': {'dynamodb:Attributes': 'Artist'},"
                            + " 'StringEquals': {'dynamodb:Select': 'ALL_ATTRIBUTES',"
                            + " 'aws:username': 'alice', 'aws:ResourceAccount': '111122223333'}}"))
                .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "alice"))));

    assertEquals(List.of(), authorization.grants());
    verifyNoInteractions(storage);
  }

  @Test
  void a_table_that_comes_late_is_waited_for() {
    CompletableFuture<Optional<TableDefinition>> late = new CompletableFuture<>();
    existing(late);
    PolicyAuthorizer authorizer = authorizer(allow("'dynamodb:GetItem'", "*", OWN_KEYS));

    CompletableFuture<Authorization> own =
        authorizer
            .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "alice")))
            .toCompletableFuture();
    CompletableFuture<Authorization> anothers =
        authorizer
            .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "bob")))
            .toCompletableFuture();
    assertFalse(own.isDone());
    assertFalse(anothers.isDone());
    late.complete(Optional.of(MUSIC));

    assertEquals(List.of(), own.join().grants());
    assertEquals(ErrorCode.ACCESS_DENIED, refused(anothers).code());
    verify(keyspace, times(2)).table(any());
  }

  private void existing(CompletableFuture<Optional<TableDefinition>> table) {
    when(storage.existing(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION)))
        .thenReturn(Optional.of(keyspace));
    when(keyspace.table(new TableName("Music"))).thenReturn(table);
  }

  /** An Allow that depends on the keys of a table that is not there does not apply; a Deny does. */
  @Test
  void the_keys_of_a_table_that_does_not_exist_are_unknown() {
    existing(CompletableFuture.completedFuture(Optional.empty()));
    AuthorizationRequest request = authorization("GetItem", GET.formatted("Music", "alice"));

    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(authorizer(allow("'*'", "*", OWN_KEYS)).authorize(ALICE, request)).code());
    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(
                authorizer(
                        allow("'*'", "*", ""),
                        statement(
                            "Deny",
                            "'*'",
                            "*",
                            "{'ForAnyValue:StringEquals': {'dynamodb:LeadingKeys': 'bob'}}"))
                    .authorize(ALICE, request))
            .code());
  }

  @Test
  void a_storage_that_fails_lets_nobody_in() {
    existing(CompletableFuture.failedFuture(DynamoDbException.internalServerError()));

    assertEquals(
        ErrorCode.INTERNAL_SERVER_ERROR,
        refused(
                authorizer(allow("'*'", "*", OWN_KEYS))
                    .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "alice"))))
            .code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'StringEquals': {'aws:RequestTag/team': 'blue'}}                  | true
          {'StringEquals': {'aws:RequestTag/TEAM': '${aws:PrincipalTag/team}'}} | true
          {'StringEquals': {'aws:RequestTag/team': 'red'}}                   | false
          {'StringEquals': {'aws:RequestTag/cost': 'blue'}}                  | false
          {'ForAllValues:StringEquals': {'aws:TagKeys': ['team', 'cost']}}   | true
          {'ForAllValues:StringEquals': {'aws:TagKeys': ['cost']}}           | false
          {'Null': {'aws:TagKeys': 'false'}}                                 | true
          {'StringEquals': {'aws:ResourceAccount': '111122223333'}}          | true
          """)
  void tags_of_the_request_are_condition_keys(String condition, boolean expected) {
    AuthorizationRequest request =
        authorization(
            "CreateTable",
            "{\"TableName\": \"Music\", \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]}");
    CompletableFuture<Authorization> answer =
        authorizer(allow("'*'", "*", condition)).authorize(ALICE, request).toCompletableFuture();

    assertEquals(expected, !answer.isCompletedExceptionally());
  }

  @Test
  void tags_of_the_table_are_condition_keys() {
    var tags = new java.util.LinkedHashMap<>(java.util.Map.of("team", "blue"));
    existing(CompletableFuture.completedFuture(Optional.of(MUSIC.change().tags(tags).build())));
    AuthorizationRequest request = authorization("GetItem", GET.formatted("Music", "alice"));
    String condition = "{'StringEquals': {'aws:ResourceTag/team': '%s'}}";

    assertEquals(
        List.of(),
        allowed(
                authorizer(allow("'*'", "*", condition.formatted("${aws:PrincipalTag/team}")))
                    .authorize(ALICE, request))
            .grants());
    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(authorizer(allow("'*'", "*", condition.formatted("red"))).authorize(ALICE, request))
            .code());
  }

  private static ResourcePolicyLookup resourcePolicy(String principal) {
    String policy =
        document(
            "{'Effect': 'Allow', 'Principal': {'AWS': '%s'}, 'Action': 'dynamodb:GetItem', 'Resource': '%s'}"
                .formatted(principal, OTHERS_TABLE));
    return (_, _) -> Optional.of(new NamedPolicy(OTHERS_TABLE, policy));
  }

  private void othersTable() {
    when(storage.existing(any())).thenReturn(Optional.of(keyspace));
    when(keyspace.table(new TableName("Music")))
        .thenReturn(CompletableFuture.completedFuture(Optional.of(MUSIC)));
  }

  @Test
  void a_policy_of_the_resource_and_one_of_the_caller_open_another_accounts_table() {
    othersTable();
    EffectivePolicies allowed = identity(document(allow("'dynamodb:GetItem'", OTHERS_TABLE, "")));
    PolicyAuthorizer authorizer =
        authorizer(
            _ -> CompletableFuture.completedStage(allowed),
            CrossAccount.RESOURCE_POLICY,
            resourcePolicy("111122223333"));

    Authorization authorization =
        allowed(
            authorizer.authorize(
                ALICE, authorization("GetItem", GET.formatted(OTHERS_TABLE, "alice"))));

    assertEquals(
        List.of(new Grant.Allowed(AccountScope.mint(OTHER, LocalDynamoDb.REGION))),
        authorization.grants());
    assertEquals(LocalDynamoDb.ACCOUNT, authorization.home().accountId());
    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(
                authorizer.authorize(
                    ALICE,
                    authorization("DeleteTable", "{\"TableName\": \"" + OTHERS_TABLE + "\"}")))
            .code());
  }

  @Test
  void a_policy_of_the_resource_opens_another_accounts_table_to_root_users() {
    othersTable();
    PolicyRepository policies = mock(PolicyRepository.class);
    CallerIdentity root =
        new CallerIdentity(
            new Principal.Root(LocalDynamoDb.ACCOUNT), "AKIAROOT", LocalDynamoDb.REGION);
    AuthorizationRequest request = authorization("GetItem", GET.formatted(OTHERS_TABLE, "alice"));

    assertEquals(
        List.of(new Grant.Allowed(AccountScope.mint(OTHER, LocalDynamoDb.REGION))),
        allowed(
                authorizer(policies, CrossAccount.RESOURCE_POLICY, resourcePolicy("111122223333"))
                    .authorize(root, request))
            .grants());
    for (PolicyAuthorizer closed :
        List.of(
            authorizer(policies, CrossAccount.RESOURCE_POLICY, resourcePolicy("222222222222")),
            authorizer(policies, CrossAccount.RESOURCE_POLICY, ResourcePolicyLookup.NONE),
            authorizer(policies, CrossAccount.OFF, resourcePolicy("111122223333")))) {
      assertEquals(ErrorCode.ACCESS_DENIED, refused(closed.authorize(root, request)).code());
    }
    verifyNoInteractions(policies);
  }

  /** T-I09 and T-I10. */
  @ParameterizedTest
  @CsvSource({"111122223333, 999999999999", "999999999999, 111122223333"})
  void the_iam_account_is_on_neither_side_of_a_policy(String callers, String owner) {
    when(storage.existing(any())).thenReturn(Optional.of(keyspace));
    when(keyspace.table(any())).thenReturn(CompletableFuture.completedFuture(Optional.of(MUSIC)));
    String arn = "arn:aws:dynamodb:us-east-1:" + owner + ":table/ddb_iam";
    String policy =
        document(
            "{'Effect': 'Allow', 'Principal': '*', 'Action': '*', 'Resource': '%s'}"
                .formatted(arn));
    CallerIdentity root =
        new CallerIdentity(
            new Principal.Root(new AccountId(callers)), "AKIAROOT", LocalDynamoDb.REGION);

    DynamoDbException error =
        refused(
            authorizer(
                    mock(PolicyRepository.class),
                    CrossAccount.RESOURCE_POLICY,
                    (_, _) -> Optional.of(new NamedPolicy(arn, policy)))
                .authorize(root, authorization("GetItem", GET.formatted(arn, "a"))));

    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
  }

  @Test
  void what_a_request_does_not_name_is_not_granted() {
    for (String operation : List.of("GetItem", "BatchWriteItem", "TransactGetItems")) {
      AuthorizationRequest request = authorization(operation, "{}");
      assertEquals(List.<ResourceAccess>of(), request.accesses());
      assertEquals(
          List.of(), allowed(authorizer(allow("'*'", "*", "")).authorize(ALICE, request)).grants());
    }
  }
}
