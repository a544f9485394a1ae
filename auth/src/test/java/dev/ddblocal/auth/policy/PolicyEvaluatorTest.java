package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ddblocal.auth.policy.Decision.Allowed;
import dev.ddblocal.auth.policy.Decision.ExplicitDeny;
import dev.ddblocal.auth.policy.Decision.ImplicitDeny;
import dev.ddblocal.auth.policy.Decision.StatementId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.ContextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the policies of one account work together. */
class PolicyEvaluatorTest {
  private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  private static final String DENY = "{'Sid':'No','Effect':'Deny','Action':'*','Resource':'*'}";
  private static final String ALLOW_PUT =
      "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'*'}";

  private final PolicyEvaluator evaluator =
      new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.of(Requests.IAM_ACCOUNT));

  /** T-P01. */
  @Test
  void without_a_policy_nothing_is_allowed() {
    assertEquals(
        new ImplicitDeny(PolicyLayer.IDENTITY), decide(Requests.identity(), Requests.USER));
    assertEquals(
        new ImplicitDeny(PolicyLayer.IDENTITY), decide(EffectivePolicies.NONE, Requests.SESSION));
  }

  @Test
  void a_root_user_may_do_everything_in_its_account() {
    assertEquals(new Allowed(StatementId.NONE), decide(EffectivePolicies.NONE, Requests.ROOT));
    assertEquals(new Allowed(StatementId.NONE), decide(Requests.identity(DENY), Requests.ROOT));
  }

  @Test
  void an_allow_names_the_statement_that_allowed() {
    String statement = ALLOW.replace("{'Effect'", "{'Sid':'Read','Effect'");

    assertEquals(
        new Allowed(new StatementId("identity", "Read")),
        decide(Requests.identity(ALLOW_PUT, statement), Requests.USER));
  }

  /** T-P02. */
  @ParameterizedTest
  @EnumSource(PolicyLayer.class)
  void a_deny_wins_in_every_layer_and_every_order(PolicyLayer layer) {
    for (String[] statements : new String[][] {{ALLOW, DENY}, {DENY, ALLOW}, {DENY}}) {
      Decision decision = withLayer(layer, statements);

      assertEquals(new ExplicitDeny(layer, new StatementId("special", "No")), decision);
      assertEquals(
          "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
              + " dynamodb:GetItem on resource:"
              + " arn:aws:dynamodb:us-east-1:111122223333:table/Music with an explicit deny in "
              + layer.withArticle(),
          AccessDenied.message(Requests.USER.arn(), Requests.GET_ITEM, Requests.TABLE, decision));
    }
  }

  /** T-P02. */
  @ParameterizedTest
  @ValueSource(strings = {"IDENTITY", "BOUNDARY", "SESSION"})
  void what_a_layer_does_not_allow_is_refused_in_its_name(PolicyLayer layer) {
    assertEquals(new ImplicitDeny(layer), withLayer(layer, ALLOW_PUT));
  }

  @Test
  void the_first_layer_that_does_not_allow_is_named() {
    EffectivePolicies nothing =
        new EffectivePolicies(
            "1", List.of(), Optional.of(Requests.policy("b", ALLOW_PUT)), Optional.of(List.of()));
    EffectivePolicies unbounded =
        new EffectivePolicies(
            "1",
            List.of(Requests.policy("i", ALLOW)),
            Optional.of(Requests.policy("b", ALLOW_PUT)),
            Optional.of(List.of()));

    assertEquals(new ImplicitDeny(PolicyLayer.IDENTITY), decide(nothing, Requests.SESSION));
    assertEquals(new ImplicitDeny(PolicyLayer.BOUNDARY), decide(unbounded, Requests.SESSION));
  }

  @Test
  void session_policies_allow_together_what_one_of_them_allows() {
    EffectivePolicies policies =
        new EffectivePolicies(
            "1",
            List.of(Requests.policy("i", ALLOW)),
            Optional.empty(),
            Optional.of(List.of(Requests.policy("a", ALLOW_PUT), Requests.policy("b", ALLOW))));

    assertInstanceOf(Allowed.class, decide(policies, Requests.SESSION));
  }

  /** T-P03. */
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Allow|'NotAction':'dynamodb:PutItem'|'Resource':'*'|Allowed",
        "Allow|'NotAction':'dynamodb:Get*'|'Resource':'*'|ImplicitDeny",
        "Allow|'NotAction':['a:b','dynamodb:GetItem']|'Resource':'*'|ImplicitDeny",
        "Allow|'Action':'*'|'NotResource':'arn:aws:dynamodb:*:*:table/Other'|Allowed",
        "Allow|'Action':'*'|'NotResource':'arn:aws:dynamodb:*:*:table/M*'|ImplicitDeny",
        "Deny|'NotAction':'dynamodb:PutItem'|'Resource':'*'|ExplicitDeny",
        "Deny|'NotAction':'dynamodb:GetItem'|'Resource':'*'|Allowed",
        "Deny|'Action':'*'|'NotResource':'arn:aws:dynamodb:*:*:table/Other'|ExplicitDeny",
        "Deny|'Action':'*'|'NotResource':'arn:aws:dynamodb:*:*:table/Music'|Allowed",
        "Deny|'NotAction':'a:b'|'NotResource':'arn:aws:dynamodb:*:*:table/Other'|ExplicitDeny",
      })
  void not_action_and_not_resource_match_what_is_not_listed(
      String effect, String action, String resource, String expected) {
    String statement = "{'Effect':'" + effect + "'," + action + "," + resource + "}";
    EffectivePolicies policies =
        effect.equals("Deny") ? Requests.identity(ALLOW, statement) : Requests.identity(statement);

    assertEquals(expected, decide(policies, Requests.USER).getClass().getSimpleName());
  }

  /** T-P04. */
  @ParameterizedTest
  @ValueSource(
      strings = {"DYNAMODB:getitem", "dynamodb:GetItem", "DynamoDB:Get*", "*", "dynamodb:?etItem"})
  void actions_match_in_any_case(String action) {
    assertInstanceOf(
        Allowed.class,
        decide(
            Requests.identity("{'Effect':'Allow','Action':'" + action + "','Resource':'*'}"),
            Requests.USER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb:GetItems", "dynamodb:BatchGetItem", "GetItem", "sts:GetItem"})
  void other_actions_do_not_match(String action) {
    assertInstanceOf(
        ImplicitDeny.class,
        decide(
            Requests.identity("{'Effect':'Allow','Action':'" + action + "','Resource':'*'}"),
            Requests.USER));
  }

  /** T-P06. */
  @Test
  void a_deny_guarded_by_not_equals_applies_when_the_key_is_absent() {
    String guard =
        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':"
            + "{'StringNotEquals':{'aws:SourceIdentity':'admin'}}}";

    assertInstanceOf(ExplicitDeny.class, decide(Requests.identity(ALLOW, guard), Requests.USER));
  }

  /** T-P18. */
  @Test
  void a_stored_statement_with_an_unknown_operator_allows_nothing_and_denies() {
    String condition = ",'Condition':{'StringResembles':{'aws:username':'alice'}}}";
    String allow = ALLOW.substring(0, ALLOW.length() - 1) + condition;
    String deny = DENY.substring(0, DENY.length() - 1) + condition;

    assertInstanceOf(ImplicitDeny.class, decide(Requests.identity(allow), Requests.USER));
    assertInstanceOf(ExplicitDeny.class, decide(Requests.identity(ALLOW, deny), Requests.USER));
  }

  @Test
  void all_operators_and_keys_of_a_condition_have_to_match() {
    String both =
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
            + "{'StringEquals':{'aws:username':'alice','dynamodb:Select':'COUNT'},"
            + "'Bool':{'aws:SecureTransport':true}}}";

    assertInstanceOf(Allowed.class, decide(both, Map.of("dynamodb:Select", "COUNT")));
    assertInstanceOf(ImplicitDeny.class, decide(both, Map.of("dynamodb:Select", "OTHER")));
    assertInstanceOf(
        ImplicitDeny.class,
        decide(both.replace("true", "false"), Map.of("dynamodb:Select", "COUNT")));
  }

  /** T-P17: dropping the statement that does not parse would lose what it denies. */
  @ParameterizedTest
  @EnumSource(PolicyLayer.class)
  void a_stored_policy_that_does_not_parse_denies_everything(PolicyLayer layer) {
    NamedPolicy broken = new NamedPolicy("special", "{\"Statement\":[");

    assertEquals(new ImplicitDeny(layer), withLayer(layer, broken));
  }

  @Test
  void condition_keys_are_asked_for_only_when_action_and_resource_match() {
    String condition = "'Condition':{'StringEquals':{'dynamodb:Select':'COUNT'}}}";
    List<String> asked = new ArrayList<>();
    RequestContext recording =
        key -> {
          asked.add(key);
          return ContextValue.ABSENT;
        };
    EffectivePolicies policies =
        Requests.identity(
            "{'Effect':'Deny','Action':'dynamodb:PutItem','Resource':'*'," + condition,
            "{'Effect':'Deny','Action':'*','Resource':'arn:aws:dynamodb:*:*:table/X'," + condition,
            "{'Effect':'Allow','Action':'*','Resource':'*'}",
            "{'Effect':'Allow','Action':'*','Resource':'*'," + condition);
    CallerIdentity caller = Requests.caller(Requests.USER);
    PolicyRequest request =
        new PolicyRequest(caller, Requests.ACCOUNT, Requests.GET_ITEM, Requests.TABLE, recording);

    assertInstanceOf(Allowed.class, evaluator.evaluate(policies, Optional.empty(), request));
    assertEquals(List.of(), asked);
  }

  @Test
  void knows_which_families_of_keys_policies_ask_for() {
    String leading =
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
            + "{'ForAllValues:StringEquals':{'DynamoDB:LeadingKeys':'a'}}}";
    String tag =
        "{'Effect':'Allow','Action':'*','Resource':'arn:aws:dynamodb:*:*:${aws:ResourceTag/t}'}";
    EffectivePolicies boundary =
        new EffectivePolicies(
            "1", List.of(), Optional.of(Requests.policy("b", leading)), Optional.empty());
    Optional<NamedPolicy> broken = Optional.of(new NamedPolicy("r", "{"));

    assertEquals(
        true, evaluator.mentionsDynamoDbKeys(Requests.identity(leading), Optional.empty()));
    assertEquals(true, evaluator.mentionsDynamoDbKeys(boundary, Optional.empty()));
    assertEquals(
        false, evaluator.mentionsDynamoDbKeys(Requests.identity(ALLOW, tag), Optional.empty()));
    assertEquals(
        true,
        evaluator.mentionsKeysOf("aws:ResourceTag/", Requests.identity(tag), Optional.empty()));
    assertEquals(true, evaluator.mentionsDynamoDbKeys(Requests.identity(ALLOW), broken));
  }

  private Decision decide(EffectivePolicies policies, Principal caller) {
    return evaluator.evaluate(policies, Optional.empty(), Requests.getItem(caller));
  }

  private Decision decide(String statement, Map<String, String> keys) {
    RequestContext more =
        key ->
            keys.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .<ContextValue>map(entry -> Requests.one(entry.getValue()))
                .findFirst()
                .orElse(ContextValue.ABSENT);
    return evaluator.evaluate(
        Requests.identity(statement),
        Optional.empty(),
        Requests.request(Requests.USER, Requests.GET_ITEM, Requests.TABLE, more));
  }

  private Decision withLayer(PolicyLayer layer, String... statements) {
    if (layer != PolicyLayer.RESOURCE) {
      return withLayer(layer, Requests.policy("special", statements));
    }
    String[] named = new String[statements.length];
    for (int i = 0; i < named.length; i++) {
      named[i] = statements[i].replace("'Action'", "'Principal':'*','Action'");
    }
    return withLayer(layer, Requests.policy("special", named));
  }

  /** All layers allow, but for one that has a special policy. */
  private Decision withLayer(PolicyLayer layer, NamedPolicy special) {
    NamedPolicy open = Requests.policy("open", ALLOW);
    EffectivePolicies policies =
        new EffectivePolicies(
            "1",
            List.of(layer == PolicyLayer.IDENTITY ? special : open),
            Optional.of(layer == PolicyLayer.BOUNDARY ? special : open),
            Optional.of(List.of(layer == PolicyLayer.SESSION ? special : open)));
    return evaluator.evaluate(
        policies,
        layer == PolicyLayer.RESOURCE ? Optional.of(special) : Optional.empty(),
        Requests.getItem(Requests.USER));
  }
}
