package dev.ddblocal.auth.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.AuditEvent;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A database in which the user {@code alice} may do what one policy says. */
final class PolicedDynamoDb {
  /** The user's ARN. */
  static final String ALICE_ARN = "arn:aws:iam::111122223333:user/alice";

  /** The user. */
  static final CallerIdentity ALICE =
      new CallerIdentity(
          new Principal.User(
              LocalDynamoDb.ACCOUNT, "/", "alice", "AIDAALICE", Map.of("team", "blue")),
          "AKIAALICEALICEALICE1",
          LocalDynamoDb.REGION);

  private final List<AuditEvent> events = new ArrayList<>();
  private final LocalDynamoDb db =
      new LocalDynamoDb(
          DynamoDbSettings.DEFAULT,
          storage ->
              new PolicyAuthorizer(
                  _ -> CompletableFuture.completedStage(policies()),
                  new PolicyEvaluator(CrossAccount.OFF, Optional.empty()),
                  ResourcePolicyLookup.NONE,
                  storage,
                  InstantSource.system(),
                  new AuditTrail(log(), InstantSource.system())));
  private Optional<String> policy = Optional.empty();

  /** A policy of one statement, written with single quotes. */
  static String allow(String actions, String resource, String condition) {
    return statement("Allow", actions, resource, condition);
  }

  /** A statement, written with single quotes. */
  static String statement(String effect, String actions, String resource, String condition) {
    return "{'Effect': '"
        + effect
        + "', 'Action': "
        + actions
        + ", 'Resource': '"
        + resource
        + "'"
        + (condition.isEmpty() ? "" : ", 'Condition': " + condition)
        + "}";
  }

  /** A policy document of statements written with single quotes. */
  static String document(String... statements) {
    return ("{'Version': '2012-10-17', 'Statement': [" + String.join(", ", statements) + "]}")
        .replace('\'', '"');
  }

  /** Policies of one document, attached to a user. */
  static EffectivePolicies identity(String document) {
    return new EffectivePolicies(
        "1", List.of(new NamedPolicy("TestPolicy", document)), Optional.empty(), Optional.empty());
  }

  /** From now on the user may do what these statements, written with single quotes, say. */
  PolicedDynamoDb policy(String... statements) {
    policy = Optional.of(document(statements));
    return this;
  }

  private EffectivePolicies policies() {
    return policy.map(PolicedDynamoDb::identity).orElse(EffectivePolicies.NONE);
  }

  private AuditLog log() {
    return new AuditLog() {
      @Override
      public boolean isEnabled() {
        return true;
      }

      @Override
      public void record(AuditEvent event) {
        events.add(event);
      }
    };
  }

  /** The events recorded since this was asked last. */
  List<AuditEvent> takeEvents() {
    List<AuditEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /** Calls an operation as the root user; the request is written with single quotes. */
  Object asRoot(String operation, String request) {
    return db.call(DynamoDbJson.request(operation, request.replace('\'', '"')));
  }

  /** Calls an operation as the user; the request is written with single quotes. */
  Object asAlice(String operation, String request) {
    return db.call(ALICE, DynamoDbJson.request(operation, request.replace('\'', '"')));
  }

  /** Checks that the user is allowed an operation. */
  void allows(String operation, String request) {
    asAlice(operation, request);
  }

  /** Checks that the user is denied an operation with this message behind the user's name. */
  void denies(String message, String operation, String request) {
    DynamoDbException error =
        assertThrows(DynamoDbException.class, () -> asAlice(operation, request));
    assertEquals(
        "User: " + ALICE_ARN + " is not authorized to perform: " + message, error.getMessage());
    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
  }

  /** Checks that the user is denied an operation as nothing allows it. */
  void denies(String operation, String request) {
    DynamoDbException error =
        assertThrows(DynamoDbException.class, () -> asAlice(operation, request));
    assertEquals(ErrorCode.ACCESS_DENIED, error.code(), error.getMessage());
  }
}
