package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.identity;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Authorization.Grant;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossAccountAuthorizationTest extends PolicyAuthorizerFixture {
  private static final AccountId OTHER = new AccountId("444455556666");

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
}
