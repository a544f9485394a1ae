package dev.ddblocal.auth.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.port.Storage;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Root users: everything in their own account, nothing in any other. */
class RootCallersTest {
  private static final AccountId OWN = new AccountId("111122223333");
  private static final AccountId IAM_ACCOUNT = new AccountId("444455556666");
  private static final Region REGION = new Region("us-east-1");
  private static final String FOREIGN = "arn:aws:dynamodb:us-east-1:444455556666:table/Music";
  private static final CallerIdentity CALLER =
      new CallerIdentity(new Principal.Root(OWN), "AKIAIOSFODNN7EXAMPLE", REGION);

  private final PolicyRepository policies = mock(PolicyRepository.class);
  private final Storage storage = mock(Storage.class);
  private final PolicyAuthorizer authorizer =
      new PolicyAuthorizer(
          policies,
          new PolicyEvaluator(CrossAccount.OFF, Optional.empty()),
          ResourcePolicyLookup.NONE,
          storage,
          InstantSource.system(),
          new AuditTrail(AuditLog.NONE, InstantSource.system()));

  @AfterEach
  void neither_policies_nor_tables_are_looked_at() {
    verifyNoInteractions(policies, storage);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void own_tables_and_the_account_itself_are_the_callers(Operation operation) {
    assertOwnScope(allowed(operation));
    assertOwnScope(allowed(operation, "Music"));
    assertOwnScope(
        allowed(operation, "Music", "arn:aws:dynamodb:us-east-1:111122223333:table/Music"));
  }

  /**
   * An operation that never works across accounts has an error of its own for what is not there.
   */
  @ParameterizedTest
  @EnumSource(Operation.class)
  void a_table_of_another_account_is_refused_or_left_to_be_not_found(Operation operation) {
    if (!operation.supportsCrossAccount()) {
      assertOwnScope(allowed(operation, FOREIGN));
      return;
    }
    DynamoDbException error = refused(operation, FOREIGN);

    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
    assertEquals(denied(operation, FOREIGN), error.getMessage());
  }

  /** Spec: authentication, T-I05. */
  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"DESCRIBE_STREAM", "GET_RECORDS", "GET_SHARD_ITERATOR"})
  void a_stream_of_another_account_is_refused(Operation operation) {
    String stream = FOREIGN + "/stream/2026-01-01T00:00:00.000";
    DynamoDbException error = refused(operation, stream);

    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
    assertEquals(denied(operation, stream), error.getMessage());
    assertOwnScope(allowed(operation, stream.replace(IAM_ACCOUNT.value(), OWN.value())));
    assertOwnScope(allowed(operation, stream.replace("us-east-1", "us-west-2")));
    assertOwnScope(allowed(operation, FOREIGN + "/stream/"));
    assertOwnScope(allowed(operation, FOREIGN + "/stream/a/b"));
  }

  /** Spec: authentication, ARNs and T-I13. */
  @ParameterizedTest
  @CsvSource({"'', *", "abcd, abcd", "a:b:c:d:e:f, a:b:c:d:e:f", "a:b:c:d:e/f, a:b:c:d:e/f"})
  void what_does_not_look_like_an_arn_is_denied_where_only_an_arn_will_do(
      String arn, String resource) {
    DynamoDbException error = refusedArn(arn);

    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
    assertEquals(
        "User: arn:aws:iam::111122223333:root is not authorized to perform: dynamodb:TagResource"
            + " on resource: "
            + resource,
        error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/index/ByYear", "/stream/2026-01-01T00:00:00.000"})
  void the_arn_of_another_accounts_resource_is_denied_whatever_its_kind(String suffix) {
    DynamoDbException error = refusedArn(FOREIGN + suffix);

    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
    assertEquals(denied(Operation.TAG_RESOURCE, FOREIGN + suffix), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b:c:d:e:f/g",
        "arn:aws:dynamodb:us-east-1:111122223333:table/Music",
        "arn:aws:dynamodb:us-east-1:111122223333:table/Music/index/ByYear",
        "arn:aws:dynamodb:us-west-2:444455556666:table/Music",
        "arn:aws-cn:dynamodb:us-east-1:444455556666:table/Music",
        "arn:aws:s3:us-east-1:444455556666:table/Music",
        "arn:aws:dynamodb:us-east-1:44445555666:table/Music"
      })
  void an_arn_of_nobody_elses_is_left_to_the_operation(String arn) {
    assertOwnScope(authorizer.authorize(CALLER, byArn(arn)).toCompletableFuture().join());
  }

  private static AuthorizationRequest byArn(String arn) {
    return new AuthorizationRequest(
        Operation.TAG_RESOURCE.iamAction(),
        true,
        List.of(new ResourceAccess(Operation.TAG_RESOURCE.iamAction(), arn)),
        true);
  }

  private DynamoDbException refusedArn(String arn) {
    var answer = authorizer.authorize(CALLER, byArn(arn)).toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  private static String denied(Operation operation, String arn) {
    return "User: arn:aws:iam::111122223333:root is not authorized to perform: "
        + operation.iamAction()
        + " on resource: "
        + arn
        + " because no resource-based policy allows the "
        + operation.iamAction()
        + " action";
  }

  @Test
  void one_foreign_table_denies_a_whole_batch_and_the_first_is_named() {
    String second = "arn:aws:dynamodb:us-east-1:777788889999:table/Other";

    DynamoDbException error =
        refused(Operation.BATCH_WRITE_ITEM, "Music", "Own", FOREIGN, second, "Last");

    assertEquals(
        "User: arn:aws:iam::111122223333:root is not authorized to perform:"
            + " dynamodb:BatchWriteItem on resource: "
            + FOREIGN
            + " because no resource-based policy allows the dynamodb:BatchWriteItem action",
        error.getMessage());
  }

  @Test
  void no_account_reaches_another_in_either_direction() {
    CallerIdentity other =
        new CallerIdentity(new Principal.Root(IAM_ACCOUNT), "AKIAOTHEROTHEROTHER7", REGION);
    AuthorizationRequest request =
        request(Operation.GET_ITEM, "arn:aws:dynamodb:us-east-1:111122223333:table/Music");

    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> authorizer.authorize(other, request).toCompletableFuture().join());

    assertEquals(
        ErrorCode.ACCESS_DENIED,
        assertInstanceOf(DynamoDbException.class, failure.getCause()).code());
  }

  /** The operation words the answer; what matters here is that the scope stays the caller's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "../444455556666/us-east-1",
        "arn:aws:dynamodb:us-west-2:444455556666:table/Music",
        "arn:aws:dynamodb:us-west-2:111122223333:table/Music",
        "arn:aws-cn:dynamodb:us-east-1:444455556666:table/Music",
        "arn:aws:s3:us-east-1:444455556666:table/Music",
        "arn:aws:dynamodb:us-east-1:44445555666:table/Music",
        "arn:aws:dynamodb:us-east-1:\uff14\uff14\uff14\uff14\uff15\uff15\uff15\uff15\uff16\uff16\uff16\uff16:table/Music",
        "arn:aws:dynamodb:us-east-1:444455556666:table/Mu%2Fsic",
        "arn:aws:dynamodb:us-east-1:444455556666:table/",
        "arn:aws:dynamodb:us-east-1:444455556666:table/Music/index/ByYear",
        "a:b:c:d:e:f/g"
      })
  void what_names_no_table_of_this_region_grants_nothing_but_the_callers_own_scope(String table) {
    for (Operation operation : Operation.values()) {
      assertOwnScope(allowed(operation, table));
    }
  }

  @Test
  void the_scope_is_in_the_region_of_the_request() {
    CallerIdentity elsewhere =
        new CallerIdentity(CALLER.principal(), CALLER.accessKeyId(), new Region("eu-west-1"));

    AccountScope scope =
        authorizer
            .authorize(elsewhere, request(Operation.GET_ITEM, FOREIGN))
            .toCompletableFuture()
            .join()
            .home();

    assertEquals(OWN, scope.accountId());
    assertEquals(new Region("eu-west-1"), scope.region());
  }

  private static void assertOwnScope(Authorization authorization) {
    AccountScope scope = authorization.home();
    assertEquals(List.of(), authorization.grants());
    assertEquals(OWN, scope.accountId());
    assertEquals(REGION, scope.region());
  }

  private Authorization allowed(Operation operation, String... tables) {
    return authorizer.authorize(CALLER, request(operation, tables)).toCompletableFuture().join();
  }

  private DynamoDbException refused(Operation operation, String... tables) {
    var answer = authorizer.authorize(CALLER, request(operation, tables)).toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  private static AuthorizationRequest request(Operation operation, String... tables) {
    return new AuthorizationRequest(
        operation.iamAction(),
        operation.supportsCrossAccount(),
        Arrays.stream(tables)
            .map(table -> new ResourceAccess(operation.iamAction(), table))
            .toList(),
        false);
  }
}
