package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE_ARN;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.authorization.OperationTable;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Authorization.Grant;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyAuthorizerTest extends PolicyAuthorizerFixture {
  static List<OperationTable.Row> rows() {
    return OperationTable.rows();
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
          row.accesses().stream().map(PolicyAuthorizerFixture::denial).toList(),
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
  void a_storage_that_fails_lets_nobody_in() {
    existing(CompletableFuture.failedFuture(DynamoDbException.internalServerError()));

    assertEquals(
        ErrorCode.INTERNAL_SERVER_ERROR,
        refused(
                authorizer(allow("'*'", "*", OWN_KEYS))
                    .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "alice"))))
            .code());
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
