package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ddblocal.auth.policy.Decision.Allowed;
import dev.ddblocal.auth.policy.Decision.ExplicitDeny;
import dev.ddblocal.auth.policy.Decision.ImplicitDeny;
import dev.ddblocal.auth.policy.Decision.StatementId;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.ContextValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may assume a role. */
class TrustPolicyTest {
  private static final String ASSUME = "sts:AssumeRole";
  private static final String ALLOW =
      "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'arn:aws:iam::*:role/Target'}";

  private final PolicyEvaluator evaluator =
      new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.of(Requests.IAM_ACCOUNT));

  @ParameterizedTest(name = "{0} named as {1}: trusted {2}, by name {3}")
  @CsvSource({
    "user,    arn:aws:iam::111122223333:user/alice,              true,  true",
    "user,    AIDAEXAMPLEALICE00001,                             true,  true",
    "user,    arn:aws:iam::111122223333:root,                    true,  false",
    "user,    111122223333,                                      true,  false",
    "user,    *,                                                 true,  false",
    "user,    arn:aws:iam::111122223333:user/bob,                false, false",
    "user,    444455556666,                                      false, false",
    "session, arn:aws:iam::111122223333:role/app/Reader,         true,  true",
    "session, arn:aws:sts::111122223333:assumed-role/Reader/one, true,  true",
    "session, arn:aws:sts::111122223333:assumed-role/Reader/two, false, false",
  })
  void tells_whether_the_role_trusts_the_caller_and_names_it(
      String caller, String principal, boolean trusted, boolean named) {
    TrustDecision decision =
        evaluator.trusts(trust("Allow", principal), request(principal(caller), Map.of()));

    assertEquals(trusted, decision.decision() instanceof Allowed);
    assertEquals(named, decision.namesCaller());
  }

  @Test
  void a_deny_in_the_trust_policy_wins() {
    NamedPolicy policy =
        Requests.policy(
            "trust",
            statement("Allow", "arn:aws:iam::111122223333:user/alice", ""),
            statement("Deny", "111122223333", ""));

    assertEquals(
        new TrustDecision(
            new ExplicitDeny(PolicyLayer.RESOURCE, new StatementId("trust", "")), false),
        evaluator.trusts(policy, request(Requests.USER, Map.of())));
    assertInstanceOf(
        ExplicitDeny.class,
        evaluator.assume(Requests.identity(ALLOW), policy, request(Requests.USER, Map.of())));
  }

  @Test
  void an_external_id_that_is_demanded_has_to_be_the_right_one() {
    NamedPolicy policy =
        Requests.policy(
            "trust",
            statement("Allow", "*", ",'Condition':{'StringEquals':{'sts:ExternalId':'secret'}}"));

    assertInstanceOf(
        Allowed.class,
        evaluator
            .trusts(policy, request(Requests.USER, Map.of("sts:ExternalId", "secret")))
            .decision());
    assertInstanceOf(
        ImplicitDeny.class,
        evaluator
            .trusts(policy, request(Requests.USER, Map.of("sts:ExternalId", "other")))
            .decision());
    assertInstanceOf(
        ImplicitDeny.class, evaluator.trusts(policy, request(Requests.USER, Map.of())).decision());
  }

  @Test
  void the_callers_policies_count_unless_the_trust_policy_names_it() {
    PolicyRequest request = request(Requests.USER, Map.of());
    NamedPolicy byName = trust("Allow", "arn:aws:iam::111122223333:user/alice");
    NamedPolicy byAccount = trust("Allow", "111122223333");
    NamedPolicy everyone = trust("Allow", "*");

    assertInstanceOf(Allowed.class, evaluator.assume(Requests.identity(), byName, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.IDENTITY),
        evaluator.assume(Requests.identity(), byAccount, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.IDENTITY),
        evaluator.assume(Requests.identity(), everyone, request));
    assertInstanceOf(Allowed.class, evaluator.assume(Requests.identity(ALLOW), byAccount, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE),
        evaluator.assume(Requests.identity(ALLOW), trust("Allow", "444455556666"), request));
  }

  @Test
  void a_trusted_role_is_limited_by_the_boundary_and_session_policies_of_its_session() {
    PolicyRequest request = request(Requests.SESSION, Map.of());
    NamedPolicy byRole = trust("Allow", "arn:aws:iam::111122223333:role/app/Reader");
    EffectivePolicies limited =
        new EffectivePolicies("1", List.of(), Optional.empty(), Optional.of(List.of()));

    assertInstanceOf(Allowed.class, evaluator.assume(Requests.identity(), byRole, request));
    assertEquals(new ImplicitDeny(PolicyLayer.SESSION), evaluator.assume(limited, byRole, request));
  }

  @Test
  void an_own_deny_wins_over_the_trust_policy() {
    assertInstanceOf(
        ExplicitDeny.class,
        evaluator.assume(
            Requests.identity(ALLOW.replace("Allow", "Deny")),
            trust("Allow", "arn:aws:iam::111122223333:user/alice"),
            request(Requests.USER, Map.of())));
  }

  @Test
  void a_role_of_another_account_needs_both_sides() {
    PolicyRequest request = request(Requests.USER, Requests.OTHER_ACCOUNT, Map.of());
    NamedPolicy trust = trust("Allow", "arn:aws:iam::111122223333:user/alice");
    PolicyEvaluator off = new PolicyEvaluator(CrossAccount.OFF, Optional.empty());

    assertInstanceOf(Allowed.class, evaluator.assume(Requests.identity(ALLOW), trust, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.IDENTITY),
        evaluator.assume(Requests.identity(), trust, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE),
        off.assume(Requests.identity(ALLOW), trust, request));
  }

  @Test
  void a_role_of_the_iam_account_is_out_of_reach() {
    PolicyRequest request = request(Requests.USER, Requests.IAM_ACCOUNT, Map.of());
    NamedPolicy trust = trust("Allow", "arn:aws:iam::111122223333:user/alice");

    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE),
        evaluator.assume(Requests.identity(ALLOW), trust, request));
    assertEquals(
        new TrustDecision(new ImplicitDeny(PolicyLayer.RESOURCE), false),
        evaluator.trusts(trust, request));
  }

  @Test
  void a_trust_policy_that_does_not_parse_trusts_nobody() {
    NamedPolicy broken = new NamedPolicy("trust", "{}");
    PolicyRequest request = request(Requests.USER, Map.of());

    assertEquals(
        new TrustDecision(new ImplicitDeny(PolicyLayer.RESOURCE), false),
        evaluator.trusts(broken, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE),
        evaluator.assume(Requests.identity(ALLOW), broken, request));
  }

  private static Principal principal(String name) {
    return name.equals("user") ? Requests.USER : Requests.SESSION;
  }

  private static NamedPolicy trust(String effect, String principal) {
    return Requests.policy("trust", statement(effect, principal, ""));
  }

  private static String statement(String effect, String principal, String more) {
    return "{'Effect':'%s','Principal':{'AWS':'%s'},'Action':'sts:AssumeRole'%s}"
        .formatted(effect, principal, more);
  }

  private static PolicyRequest request(Principal caller, Map<String, String> keys) {
    return request(caller, Requests.ACCOUNT, keys);
  }

  private static PolicyRequest request(
      Principal caller, AccountId account, Map<String, String> keys) {
    RequestContext more =
        key ->
            keys.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(entry -> Requests.one(entry.getValue()))
                .findFirst()
                .orElse(ContextValue.ABSENT);
    return new PolicyRequest(
        Requests.caller(caller),
        account,
        ASSUME,
        "arn:aws:iam::" + account + ":role/Target",
        CallerContext.of(Requests.caller(caller), Requests.NOW).and(more));
  }
}
