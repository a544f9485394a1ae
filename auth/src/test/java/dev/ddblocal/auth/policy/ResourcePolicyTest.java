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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies of resources: whom they name, and how closely. */
class ResourcePolicyTest {
  private static final String USER_ARN = "arn:aws:iam::111122223333:user/alice";
  private static final String ROLE_ARN = "arn:aws:iam::111122223333:role/app/Reader";
  private static final String SESSION_ARN = "arn:aws:sts::111122223333:assumed-role/Reader/one";
  private static final String FEDERATED_ARN = "arn:aws:sts::111122223333:federated-user/bob";
  private static final String ACCOUNT_ARN = "arn:aws:iam::111122223333:root";
  private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  private static final String ALLOW_PUT =
      "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'*'}";

  /** Callers of one account. */
  enum Caller {
    ROOT,
    USER,
    SESSION,
    FEDERATED;

    Principal principal() {
      return switch (this) {
        case ROOT -> Requests.ROOT;
        case USER -> Requests.USER;
        case SESSION -> Requests.SESSION;
        case FEDERATED -> Requests.FEDERATED;
      };
    }
  }

  private final PolicyEvaluator evaluator =
      new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.of(Requests.IAM_ACCOUNT));

  /**
   * T-P16: the caller has no policy of its own but a boundary and a session policy that do not
   * allow it either.
   */
  @ParameterizedTest(name = "{0} named as {1}: {2}")
  @CsvSource({
    "USER,      " + USER_ARN + ",                     allowed",
    "USER,      AIDAEXAMPLEALICE00001,                allowed",
    "USER,      *,                                    allowed",
    "USER,      " + ACCOUNT_ARN + ",                  IDENTITY",
    "USER,      111122223333,                         IDENTITY",
    "USER,      arn:aws:iam::111122223333:user/bob,   IDENTITY",
    "USER,      arn:aws:iam::111122223333:user/Alice, IDENTITY",
    "USER,      444455556666,                         IDENTITY",
    "SESSION,   " + SESSION_ARN + ",                  allowed",
    "SESSION,   *,                                    allowed",
    "SESSION,   " + ROLE_ARN + ",                     BOUNDARY",
    "SESSION,   AROAEXAMPLEREADER0001,                BOUNDARY",
    "SESSION,   " + ACCOUNT_ARN + ",                  IDENTITY",
    "SESSION,   arn:aws:iam::111122223333:role/Reader, IDENTITY",
    "SESSION,   arn:aws:sts::111122223333:assumed-role/Reader/two, IDENTITY",
    "FEDERATED, " + FEDERATED_ARN + ",                allowed",
    "FEDERATED, " + USER_ARN + ",                     BOUNDARY",
    "FEDERATED, " + ACCOUNT_ARN + ",                  IDENTITY",
  })
  void an_allow_is_worth_more_the_closer_it_names_the_caller(
      Caller caller, String principal, String expected) {
    EffectivePolicies nothing =
        new EffectivePolicies(
            "1",
            List.of(),
            Optional.of(Requests.policy("boundary", ALLOW_PUT)),
            Optional.of(List.of(Requests.policy("session", ALLOW_PUT))));
    Decision decision = decide(caller.principal(), nothing, statement("Allow", principal));

    Decision wanted =
        expected.equals("allowed")
            ? new Allowed(new StatementId("table", "S"))
            : new ImplicitDeny(PolicyLayer.valueOf(expected));
    assertEquals(wanted, decision);
  }

  /** T-P16. */
  @Test
  void an_allow_for_the_role_needs_boundary_and_session_policies_but_no_identity_policy() {
    NamedPolicy open = Requests.policy("open", ALLOW);
    NamedPolicy closed = Requests.policy("closed", ALLOW_PUT);

    assertEquals(new Allowed(new StatementId("table", "S")), limited(open, List.of(open)));
    assertEquals(new ImplicitDeny(PolicyLayer.BOUNDARY), limited(closed, List.of(open)));
    assertEquals(new ImplicitDeny(PolicyLayer.SESSION), limited(open, List.of(closed)));
    assertEquals(new ImplicitDeny(PolicyLayer.SESSION), limited(open, List.of()));
  }

  /** T-P16. */
  @Test
  void everyone_with_the_roles_arn_in_a_condition_is_the_role() {
    EffectivePolicies limited =
        new EffectivePolicies(
            "1", List.of(), Optional.of(Requests.policy("b", ALLOW_PUT)), Optional.empty());
    EffectivePolicies unlimited = Requests.identity();
    String statement =
        "{'Sid':'S','Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':"
            + "{'ArnEquals':{'aws:PrincipalArn':'"
            + ROLE_ARN
            + "'}}}";

    assertEquals(
        new ImplicitDeny(PolicyLayer.BOUNDARY), decide(Requests.SESSION, limited, statement));
    assertInstanceOf(Allowed.class, decide(Requests.SESSION, unlimited, statement));
    assertInstanceOf(ImplicitDeny.class, decide(Requests.USER, unlimited, statement));
  }

  @Test
  void an_allow_for_the_account_leaves_it_to_identity_policies() {
    Decision decision =
        decide(Requests.USER, Requests.identity(ALLOW), statement("Allow", ACCOUNT_ARN));

    assertEquals(new Allowed(new StatementId("identity", "")), decision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':'*'",
        "'Principal':{'AWS':'*'}",
        "'Principal':{'AWS':['444455556666','" + USER_ARN + "']}",
        "'Principal':{'Service':'x.amazonaws.com','AWS':['" + USER_ARN + "']}"
      })
  void a_principal_has_several_forms(String principal) {
    String statement =
        "{'Effect':'Allow'," + principal + ",'Action':'dynamodb:GetItem','Resource':'*'}";

    assertInstanceOf(Allowed.class, decide(Requests.USER, Requests.identity(), statement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Service':'*'}",
        "{'Federated':'*'}",
        "{'CanonicalUser':'111122223333'}",
        "{'Service':'dynamodb.amazonaws.com'}"
      })
  void principals_that_are_no_accounts_name_nobody_here(String principal) {
    String statement =
        "{'Effect':'Allow','Principal':" + principal + ",'Action':'*','Resource':'*'}";

    assertInstanceOf(ImplicitDeny.class, decide(Requests.USER, Requests.identity(), statement));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "ROOT,      " + ACCOUNT_ARN,
    "ROOT,      111122223333",
    "ROOT,      *",
    "USER,      " + USER_ARN,
    "USER,      " + ACCOUNT_ARN,
    "USER,      *",
    "SESSION,   " + ROLE_ARN,
    "SESSION,   " + SESSION_ARN,
    "SESSION,   111122223333",
    "FEDERATED, " + USER_ARN,
    "FEDERATED, " + FEDERATED_ARN,
  })
  void a_deny_applies_however_it_names_the_caller(Caller caller, String principal) {
    Decision decision =
        decide(caller.principal(), Requests.identity(ALLOW), statement("Deny", principal));

    assertEquals(new ExplicitDeny(PolicyLayer.RESOURCE, new StatementId("table", "S")), decision);
  }

  @ParameterizedTest(name = "{0} spared by {1}: {2}")
  @CsvSource({
    "ROOT,      'account',              true",
    "ROOT,      'user',                 false",
    "USER,      'account user',         true",
    "USER,      'user',                 false",
    "USER,      'account',              false",
    "SESSION,   'account role session', true",
    "SESSION,   'account role',         false",
    "SESSION,   'account session',      false",
    "FEDERATED, 'account user federated', true",
    "FEDERATED, 'account federated',    false",
  })
  void not_principal_spares_only_those_it_names_entirely(
      Caller caller, String names, boolean spared) {
    Map<String, String> arns =
        Map.of(
            "account", ACCOUNT_ARN,
            "user", USER_ARN,
            "role", ROLE_ARN,
            "session", SESSION_ARN,
            "federated", FEDERATED_ARN);
    List<String> quoted =
        List.of(names.split(" ")).stream().map(name -> "'" + arns.get(name) + "'").toList();
    String statement =
        "{'Effect':'Deny','NotPrincipal':{'AWS':" + quoted + "},'Action':'*','Resource':'*'}";
    Decision decision = decide(caller.principal(), Requests.identity(ALLOW), statement);

    assertEquals(spared, decision instanceof Allowed);
  }

  @Test
  void allow_with_not_principal_is_for_everyone_else() {
    String statement =
        "{'Effect':'Allow','NotPrincipal':{'AWS':'" + USER_ARN + "'},'Action':'*','Resource':'*'}";

    assertInstanceOf(ImplicitDeny.class, decide(Requests.USER, Requests.identity(), statement));
    assertInstanceOf(Allowed.class, decide(Requests.SESSION, Requests.identity(), statement));
    assertInstanceOf(
        ImplicitDeny.class, decide(Requests.FEDERATED, Requests.identity(), statement));
  }

  @Test
  void a_root_user_can_be_denied_all_but_to_see_and_change_the_policy() {
    String statement = statement("Deny", ACCOUNT_ARN);

    assertInstanceOf(ExplicitDeny.class, decide(Requests.ROOT, EffectivePolicies.NONE, statement));
    for (String action : List.of("Get", "Put", "Delete")) {
      PolicyRequest request =
          Requests.request(
              Requests.ROOT,
              "dynamodb:" + action + "ResourcePolicy",
              Requests.TABLE,
              key -> ContextValue.ABSENT);

      assertInstanceOf(
          Allowed.class,
          evaluator.evaluate(
              EffectivePolicies.NONE, Optional.of(Requests.policy("table", statement)), request));
      assertInstanceOf(
          Allowed.class,
          evaluator.evaluate(
              EffectivePolicies.NONE, Optional.of(new NamedPolicy("table", "{")), request));
    }
  }

  @ParameterizedTest(name = "{0} named as {1}")
  @CsvSource({
    "ROOT,    " + ACCOUNT_ARN,
    "ROOT,    111122223333",
    "ROOT,    *",
    "USER,    " + USER_ARN,
    "USER,    111122223333",
    "SESSION, " + ROLE_ARN,
    "SESSION, " + SESSION_ARN,
    "SESSION, *",
  })
  void another_accounts_resource_needs_its_policy_and_the_callers(Caller caller, String principal) {
    Optional<NamedPolicy> policy =
        Optional.of(Requests.policy("table", statement("Allow", principal)));
    PolicyRequest request = foreign(caller.principal(), Requests.OTHER_ACCOUNT);
    EffectivePolicies own =
        caller == Caller.ROOT ? EffectivePolicies.NONE : Requests.identity(ALLOW);

    assertInstanceOf(Allowed.class, evaluator.evaluate(own, policy, request));
    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE), evaluator.evaluate(own, Optional.empty(), request));
    if (caller != Caller.ROOT) {
      assertEquals(
          new ImplicitDeny(PolicyLayer.IDENTITY),
          evaluator.evaluate(Requests.identity(), policy, request));
    }
    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE),
        new PolicyEvaluator(CrossAccount.OFF, Optional.empty()).evaluate(own, policy, request));
  }

  @ParameterizedTest
  @EnumSource(CrossAccount.class)
  void the_iam_account_is_out_of_reach_and_reaches_nobody(CrossAccount mode) {
    PolicyEvaluator strict = new PolicyEvaluator(mode, Optional.of(Requests.IAM_ACCOUNT));
    Optional<NamedPolicy> open = Optional.of(Requests.policy("t", statement("Allow", "*")));
    Principal iamRoot = new Principal.Root(Requests.IAM_ACCOUNT);

    for (Caller caller : Caller.values()) {
      assertEquals(
          new ImplicitDeny(PolicyLayer.RESOURCE),
          strict.evaluate(
              Requests.identity(ALLOW), open, foreign(caller.principal(), Requests.IAM_ACCOUNT)));
    }
    assertEquals(
        new ImplicitDeny(PolicyLayer.RESOURCE),
        strict.evaluate(EffectivePolicies.NONE, open, foreign(iamRoot, Requests.ACCOUNT)));
    assertInstanceOf(
        Allowed.class,
        strict.evaluate(EffectivePolicies.NONE, open, foreign(iamRoot, Requests.IAM_ACCOUNT)));
  }

  private Decision limited(NamedPolicy boundary, List<NamedPolicy> session) {
    return decide(
        Requests.SESSION,
        new EffectivePolicies("1", List.of(), Optional.of(boundary), Optional.of(session)),
        statement("Allow", ROLE_ARN));
  }

  private static String statement(String effect, String principal) {
    return "{'Sid':'S','Effect':'%s','Principal':{'AWS':'%s'},'Action':'*','Resource':'*'}"
        .formatted(effect, principal);
  }

  private static PolicyRequest foreign(Principal caller, AccountId account) {
    String table = "arn:aws:dynamodb:us-east-1:" + account + ":table/Music";
    return new PolicyRequest(
        Requests.caller(caller),
        account,
        Requests.GET_ITEM,
        table,
        CallerContext.of(Requests.caller(caller), Requests.NOW));
  }

  private Decision decide(Principal caller, EffectivePolicies own, String statement) {
    return evaluator.evaluate(
        own, Optional.of(Requests.policy("table", statement)), Requests.getItem(caller));
  }
}
