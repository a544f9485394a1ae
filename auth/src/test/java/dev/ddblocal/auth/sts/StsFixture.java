package dev.ddblocal.auth.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.iam.StoredPolicies;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The service on an identity table in memory, with users and roles that tests make. */
final class StsFixture {
  static final AccountId OTHER_ACCOUNT = new AccountId("444455556666");
  static final String ALLOW_ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":"
          + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

  final SessionFixture sessions = new SessionFixture();
  final StoredPolicies policies =
      new StoredPolicies(
          new IdentityTransactions(sessions.store, Runnable::run), sessions.revision);
  final StsService service =
      new StsService(
          id ->
              CompletableFuture.completedFuture(
                  Optional.ofNullable(
                      Map.of(
                              SessionFixture.USER_KEY, SessionFixture.ACCOUNT,
                              AccessKeyId.TEST, AccountId.TEST)
                          .get(id))),
          sessions.db::now,
          new StsEnvironment(
              SessionFixture.IAM_ACCOUNT, sessions.sealer, sessions.roles, policies));

  /** Makes a user with these policies; its access key is made of its name. */
  CallerIdentity user(AccountId account, String name, String... documents) {
    UserRecord user =
        UserRecord.create(account, "/", name, "AIDA" + upper(name), sessions.db.now());
    sessions.put(user.record());
    policies(account, EntityType.USER, name, documents);
    AccessKeyId key = new AccessKeyId("ELAK" + upper(name) + account);
    Principal.User principal = user.principal(account);
    sessions.key(key, principal, KeyStatus.ACTIVE);
    return new CallerIdentity(principal, key.value(), LocalDynamoDb.REGION);
  }

  /** Makes a role of the name in the account; answers its ARN. */
  String role(AccountId account, String name, String trustPolicy, String... documents) {
    return role(account, name, trustPolicy, Map.of(), 3_600, documents);
  }

  String role(
      AccountId account,
      String name,
      String trustPolicy,
      Map<String, String> tags,
      long maxSession,
      String... documents) {
    RoleRecord role =
        RoleRecord.of(
            IdentityRecord.of(AccountRecord.partition(account), EntityType.ROLE.sort(name))
                .with("name", name)
                .with("path", "/")
                .with("roleId", "AROA" + upper(name))
                .with("tags", tags)
                .with(RoleRecord.TRUST_POLICY, trustPolicy)
                .with(RoleRecord.MAX_SESSION, maxSession));
    sessions.put(role.entity().record());
    policies(account, EntityType.ROLE, name, documents);
    return role.entity().arn();
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private void policies(AccountId account, EntityType type, String name, String... documents) {
    for (int i = 0; i < documents.length; i++) {
      sessions.put(
          IdentityRecord.of(AccountRecord.partition(account), type.inlinePolicySort(name, "p" + i))
              .with("name", "p" + i)
              .with("document", documents[i]));
    }
  }

  /** A trust policy that allows these actions to a principal, under a condition or none. */
  static String trust(String principal, String actions, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
        + principal
        + "\"},\"Action\":"
        + actions
        + (condition.isEmpty() ? "" : ",\"Condition\":" + condition)
        + "}}";
  }

  /** A trust policy that lets a principal assume the role. */
  static String trust(String principal) {
    return trust(principal, "\"sts:AssumeRole\"", "");
  }

  /** A policy that allows or denies an action on a resource. */
  static String policy(String effect, String action, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\""
        + effect
        + "\",\"Action\":\""
        + action
        + "\",\"Resource\":\""
        + resource
        + "\"}}";
  }

  /** Calls an action; the parameters are names and values in turn. */
  List<Element> call(CallerIdentity caller, String action, String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    QueryReply reply =
        service.call(caller, new QueryCall(action, named)).toCompletableFuture().join();
    return reply.result().orElseThrow();
  }

  QueryFault refused(CallerIdentity caller, String action, String... parameters) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> call(caller, action, parameters));
    return assertInstanceOf(QueryFault.class, failure.getCause());
  }

  void refuses(
      int status,
      String code,
      String message,
      CallerIdentity caller,
      String action,
      String... parameters) {
    QueryFault fault = refused(caller, action, parameters);
    assertEquals(message, fault.getMessage());
    assertEquals(code, fault.code());
    assertEquals(status, fault.status());
  }

  void denies(
      String principal, String action, String resource, CallerIdentity caller, String... call) {
    String[] parameters = new String[call.length - 1];
    System.arraycopy(call, 1, parameters, 0, parameters.length);
    refuses(
        403,
        "AccessDenied",
        "User: "
            + principal
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + resource,
        caller,
        call[0],
        parameters);
  }

  void invalid(String message, CallerIdentity caller, String action, String... parameters) {
    refuses(400, "ValidationError", message, caller, action, parameters);
  }

  /** The text at a path of elements, such as {@code Credentials/AccessKeyId}. */
  static String text(List<Element> reply, String path) {
    return find(reply, path).orElseThrow(() -> new AssertionError(path + " is not there"));
  }

  static Optional<String> find(List<Element> reply, String path) {
    String first = path.split("/", 2)[0];
    for (Element element : reply) {
      if (element.name().equals(first)) {
        return switch (element) {
          case Text(String _, String value) -> Optional.of(value);
          case Group(String _, List<Element> children) ->
              find(children, path.substring(first.length() + 1));
        };
      }
    }
    return Optional.empty();
  }

  /** The names of elements and of what they hold, in order. */
  static String outline(List<Element> elements) {
    StringBuilder outline = new StringBuilder();
    for (Element element : elements) {
      outline.append(outline.isEmpty() ? "" : " ").append(element.name());
      if (element instanceof Group(String _, List<Element> children)) {
        outline.append('(').append(outline(children)).append(')');
      }
    }
    return outline.toString();
  }

  /** Who the credentials of an answer speak for, as a signed request shows. */
  CallerIdentity caller(List<Element> reply) {
    return sessions.accepts(
        sessions.signed(
            new AccessKeyId(text(reply, "Credentials/AccessKeyId")),
            text(reply, "Credentials/SecretAccessKey"),
            Optional.of(text(reply, "Credentials/SessionToken"))));
  }

  /** A caller with long-term credentials. */
  static CallerIdentity longTerm(Principal principal, AccessKeyId key) {
    return new CallerIdentity(principal, key.value(), LocalDynamoDb.REGION);
  }

  /** A session that lasts an hour, without going through its token. */
  CallerIdentity session(Principal principal) {
    SessionContext session =
        new SessionContext(
            sessions.db.now(),
            sessions.db.now().plusSeconds(3_600),
            Optional.empty(),
            Optional.empty(),
            false);
    return new CallerIdentity(
        principal,
        "ELASAAAAAAAAAAAAAAAA",
        LocalDynamoDb.REGION,
        Optional.of(session),
        RequestOrigin.INTERNAL);
  }
}
