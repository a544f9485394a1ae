package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE_ARN;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.identity;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.authorization.MusicTable;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What tests of {@link PolicyAuthorizer} share: policies, requests and a storage that is watched.
 */
abstract class PolicyAuthorizerFixture {
  static final String OWN_TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
  static final String OTHERS_TABLE = "arn:aws:dynamodb:us-east-1:444455556666:table/Music";
  static final String OWN_KEYS = "{'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': 'alice'}}";
  static final String GET = "{\"TableName\": \"%s\", \"Key\": {\"Artist\": {\"S\": \"%s\"}}}";
  static final TableDefinition MUSIC = MusicTable.definition("S");

  final Storage storage = mock(Storage.class);
  final Keyspace keyspace = mock(Keyspace.class);

  PolicyAuthorizer authorizer(PolicyRepository policies) {
    return authorizer(policies, CrossAccount.OFF, ResourcePolicyLookup.NONE);
  }

  PolicyAuthorizer authorizer(
      PolicyRepository policies, CrossAccount crossAccount, ResourcePolicyLookup lookup) {
    return new PolicyAuthorizer(
        policies,
        new PolicyEvaluator(crossAccount, Optional.of(new AccountId("999999999999"))),
        lookup,
        storage,
        InstantSource.system(),
        new AuditTrail(AuditLog.NONE, InstantSource.system()));
  }

  PolicyAuthorizer authorizer(String... statements) {
    EffectivePolicies policies = identity(document(statements));
    return authorizer(_ -> CompletableFuture.completedStage(policies));
  }

  static AuthorizationRequest authorization(OperationRequest<?> request) {
    Operation operation = request.operation();
    return new AuthorizationRequest(
        operation.iamAction(),
        operation.supportsCrossAccount(),
        request.accesses(),
        operation.isByArn(),
        operation == Operation.BATCH_EXECUTE_STATEMENT);
  }

  static AuthorizationRequest authorization(String operation, String request) {
    return authorization(DynamoDbJson.request(operation, request));
  }

  static Authorization allowed(CompletionStage<Authorization> stage) {
    return stage.toCompletableFuture().join();
  }

  static DynamoDbException refused(CompletionStage<Authorization> stage) {
    CompletionException failure =
        assertThrows(CompletionException.class, stage.toCompletableFuture()::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  /** The ARN of what a row of the operation table writes as {@code TABLE/INDEX}, or as an ARN. */
  static String arn(String resource) {
    String[] parts = resource.split("/", 2);
    return resource.startsWith("arn:")
        ? resource
        : "arn:aws:dynamodb:us-east-1:111122223333:table/"
            + parts[0]
            + (parts.length > 1 ? "/index/" + parts[1] : "");
  }

  static String denial(String action, String arn) {
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

  static String denial(String access) {
    String[] parts = access.split(" on ", 2);
    return denial(parts[0], arn(parts[1]));
  }

  void existing(CompletableFuture<Optional<TableDefinition>> table) {
    when(storage.existing(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION)))
        .thenReturn(Optional.of(keyspace));
    when(keyspace.table(new TableName("Music"))).thenReturn(table);
  }
}
