package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * IAM on an identity table in memory. Calls are made as the root user of {@link
 * LocalIdentities#ACCOUNT} unless a caller is named; parameters are names and values in turn.
 */
public final class LocalIam {
  private final LocalIdentities identities = new LocalIdentities();
  private final AtomicReference<Predicate<AccessKeyId>> reserved =
      new AtomicReference<>(_ -> false);
  private final IamEnvironment environment =
      new IamEnvironment(
          LocalIdentities.IAM_ACCOUNT,
          identities.store(),
          identities.dynamoDb()::now,
          new UniqueIdGenerator(new Random(1)),
          new AccessKeyGenerator(new SecureRandom(), KeyPrefix.EL),
          identities.sealer(),
          identities.usage(),
          id -> reserved.get().test(id));
  private final IamService service;

  /** IAM that lets root users do everything and nobody else anything. */
  public LocalIam() {
    this((caller, action, resources, _) ->
        CompletableFuture.failedFuture(
            IamFaults.accessDenied(caller.principal().arn() + " " + action + " " + resources)));
  }

  /** IAM with this authorizer for everybody but root users. */
  public LocalIam(ActionAuthorizer authorizer) {
    service = new IamService(environment, authorizer);
  }

  /** The identity table. */
  public LocalIdentities identities() {
    return identities;
  }

  /** What the operations work with. */
  public IamEnvironment environment() {
    return environment;
  }

  /** The service itself. */
  public IamService service() {
    return service;
  }

  /** No key may get an id that meets this. */
  public void reserved(Predicate<AccessKeyId> ids) {
    reserved.set(ids);
  }

  /** The root user of the account. */
  public static CallerIdentity root() {
    return LocalDynamoDb.root(LocalIdentities.ACCOUNT);
  }

  /** A user of the account, with a long-term key. */
  public CallerIdentity user(String name) {
    UserRecord user =
        LocalIdentities.await(new Users(identities.store()).require(LocalIdentities.ACCOUNT, name));
    return caller(user.principal(LocalIdentities.ACCOUNT));
  }

  /** A caller without a session. */
  public static CallerIdentity caller(Principal principal) {
    return new CallerIdentity(principal, "AKIDEXAMPLE", LocalDynamoDb.REGION);
  }

  /** Calls an action as the account's root user. */
  public IamReply call(String action, String... parameters) {
    return call(root(), action, parameters);
  }

  /** Calls an action; throws the QueryFault it answers. */
  public IamReply call(CallerIdentity caller, String action, String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    return new IamReply(LocalIdentities.await(service.call(caller, new QueryCall(action, named))));
  }

  /** Checks that an action is refused to the account's root user like this. */
  public void assertRefused(
      int status, String code, String message, String action, String... parameters) {
    assertRefused(root(), status, code, message, action, parameters);
  }

  /** Checks that an action is refused like this. */
  public void assertRefused(
      CallerIdentity caller,
      int status,
      String code,
      String message,
      String action,
      String... parameters) {
    QueryFault fault = refused(caller, action, parameters);
    assertEquals(message, fault.getMessage());
    assertEquals(code, fault.code());
    assertEquals(status, fault.status());
  }

  /** The fault that an action answers. */
  public QueryFault refused(CallerIdentity caller, String action, String... parameters) {
    return assertThrows(QueryFault.class, () -> call(caller, action, parameters));
  }
}
