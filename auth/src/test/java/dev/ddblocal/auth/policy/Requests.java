package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.port.ContextValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Callers, condition keys and requests for tests of policies. */
final class Requests {
  static final AccountId ACCOUNT = new AccountId("111122223333");
  static final AccountId OTHER_ACCOUNT = new AccountId("444455556666");
  static final AccountId IAM_ACCOUNT = new AccountId("999900001111");
  static final Region REGION = new Region("us-east-1");
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final String TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
  static final String GET_ITEM = "dynamodb:GetItem";

  static final Principal.Root ROOT = new Principal.Root(ACCOUNT);
  static final Principal.User USER =
      new Principal.User(ACCOUNT, "/", "alice", "AIDAEXAMPLEALICE00001", Map.of("Team", "red"));
  static final Principal.AssumedRole SESSION =
      new Principal.AssumedRole(
          ACCOUNT, "/app/", "Reader", "AROAEXAMPLEREADER0001", "one", Map.of("Team", "blue"));
  static final Principal.FederatedUser FEDERATED =
      new Principal.FederatedUser(USER, "bob", Map.of());

  private Requests() {}

  static CallerIdentity caller(Principal principal) {
    return new CallerIdentity(principal, "AKIAIOSFODNN7EXAMPLE", REGION);
  }

  static CallerIdentity caller(Principal principal, SessionContext session, RequestOrigin origin) {
    return new CallerIdentity(
        principal, "ASIAIOSFODNN7EXAMPLE", REGION, Optional.of(session), origin);
  }

  /** A context of exactly these keys. */
  static RequestContext context(Map<String, ContextValue> values) {
    Map<String, ContextValue> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(values);
    return key -> byName.getOrDefault(key.toLowerCase(Locale.ROOT), ContextValue.ABSENT);
  }

  static ContextValue one(String value) {
    return new ContextValue.One(value);
  }

  static ContextValue many(String... values) {
    return new ContextValue.Many(List.of(values));
  }

  /** GetItem on the table, with the keys that the caller has. */
  static PolicyRequest getItem(Principal principal) {
    return request(principal, GET_ITEM, TABLE, key -> ContextValue.ABSENT);
  }

  static PolicyRequest request(
      Principal principal, String action, String resource, RequestContext more) {
    CallerIdentity caller = caller(principal);
    return new PolicyRequest(
        caller, ACCOUNT, action, resource, CallerContext.of(caller, NOW).and(more));
  }

  /** A policy of these statements, written with single quotes. */
  static NamedPolicy policy(String name, String... statements) {
    return new NamedPolicy(
        name,
        "{'Version':'2012-10-17','Statement':[%s]}"
            .formatted(String.join(",", statements))
            .replace('\'', '"'));
  }

  /** One identity-based policy of these statements; without statements, none. */
  static EffectivePolicies identity(String... statements) {
    List<NamedPolicy> policies =
        statements.length == 0 ? List.of() : List.of(policy("identity", statements));
    return new EffectivePolicies("1", policies, Optional.empty(), Optional.empty());
  }
}
