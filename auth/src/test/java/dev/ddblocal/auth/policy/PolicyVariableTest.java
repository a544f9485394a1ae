package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ddblocal.auth.policy.Decision.Allowed;
import dev.ddblocal.auth.policy.Decision.ExplicitDeny;
import dev.ddblocal.auth.policy.Decision.ImplicitDeny;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.ContextValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyVariableTest {
  private static final String TABLES = "arn:aws:dynamodb:us-east-1:111122223333:table/";

  private final PolicyEvaluator evaluator = new PolicyEvaluator(CrossAccount.OFF, Optional.empty());

  @Test
  void a_variable_in_a_resource_is_replaced_by_its_value() {
    assertAllowed("2012-10-17", "${aws:username}", user("alice"), "alice");
    assertRefused("2012-10-17", "${aws:username}", user("alice"), "bob");
    assertAllowed("2012-10-17", "u-${AWS:UserName}-*", user("alice"), "u-alice-1");
  }

  /** T-P07. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "?", "a*", "${aws:userid}"})
  void wildcards_in_the_value_of_a_variable_are_literal_text(String name) {
    assertRefused("2012-10-17", "${aws:username}", user(name), "a");
    assertRefused("2012-10-17", "${aws:username}", user(name), "ab");
    assertAllowed("2012-10-17", "${aws:username}", user(name), name);
    assertAllowed("2012-10-17", "${aws:PrincipalTag/x}", tagged(name), name);
    assertRefused("2012-10-17", "${aws:PrincipalTag/x}", tagged(name), "a");
  }

  /** T-P08. */
  @Test
  void a_variable_without_a_value_matches_nothing_unless_it_has_a_default() {
    assertRefused("2012-10-17", "${aws:PrincipalTag/x}", user("alice"), "");
    assertRefused("2012-10-17", "*${aws:PrincipalTag/x}", user("alice"), "T");
    assertAllowed("2012-10-17", "${aws:PrincipalTag/x, 'd'}", user("alice"), "d");
    assertAllowed("2012-10-17", "${aws:PrincipalTag/x,'d'}", user("alice"), "d");
    assertRefused("2012-10-17", "${aws:PrincipalTag/x, 'd'}", tagged("y"), "d");
    assertAllowed("2012-10-17", "${aws:PrincipalTag/x, 'd'}", tagged("y"), "y");
    assertAllowed("2012-10-17", "${aws:PrincipalTag/x, '}'}", user("alice"), "}");
    assertAllowed("2012-10-17", "a${aws:PrincipalTag/x, ''}b", user("alice"), "ab");
    assertRefused("2012-10-17", "${aws:PrincipalTag/x, '*'}", user("alice"), "T");
    assertRefused("2012-10-17", "${aws:PrincipalTag/x, d}", user("alice"), "d");
  }

  /** T-P08. */
  @ParameterizedTest
  @ValueSource(strings = {"2008-10-17", ""})
  void older_versions_have_no_variables(String version) {
    assertRefused(version, "${aws:username}", user("alice"), "alice");
    assertAllowed(version, "${aws:username}", user("alice"), "${aws:username}");
  }

  @ParameterizedTest
  @CsvSource({
    "${*}, *, a",
    "${?}, ?, a",
    "a${$}b, a$b, ab",
    "${$}{aws:username}, ${aws:username}, a"
  })
  void special_variables_are_the_characters_themselves(String text, String same, String other) {
    assertAllowed("2012-10-17", text, user("a"), same);
    assertRefused("2012-10-17", text, user("a"), other);
  }

  @Test
  void what_is_no_variable_stays_as_it_is() {
    assertAllowed("2012-10-17", "a$b", user("alice"), "a$b");
    assertAllowed("2012-10-17", "a${b", user("alice"), "a${b");
    assertAllowed("2012-10-17", "$${aws:username}", user("alice"), "$alice");
  }

  @Test
  void variables_stand_in_conditions_too() {
    String statement =
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
            + "{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['${aws:username}']}}}";

    assertInstanceOf(Allowed.class, decide(statement, Requests.many("alice")));
    assertInstanceOf(ImplicitDeny.class, decide(statement, Requests.many("alice", "bob")));
    assertInstanceOf(ImplicitDeny.class, decide(statement, Requests.many("${aws:username}")));
  }

  @Test
  void wildcards_in_the_value_of_a_variable_are_literal_text_in_conditions_too() {
    String statement =
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
            + "{'ForAllValues:StringLike':{'dynamodb:LeadingKeys':['${aws:username}-*']}}}";
    RequestContext keys = Requests.context(Map.of("dynamodb:LeadingKeys", Requests.many("x-1")));
    RequestContext own = Requests.context(Map.of("dynamodb:LeadingKeys", Requests.many("*-1")));

    assertInstanceOf(
        ImplicitDeny.class,
        evaluator.evaluate(Requests.identity(statement), Optional.empty(), get(user("*"), keys)));
    assertInstanceOf(
        Allowed.class,
        evaluator.evaluate(Requests.identity(statement), Optional.empty(), get(user("*"), own)));
  }

  @ParameterizedTest
  @CsvSource({"StringEquals, NO", "StringNotEquals, YES", "StringLike, NO", "ArnNotLike, YES"})
  void a_value_with_a_variable_that_is_absent_equals_nothing(String operator, Match expected) {
    Condition condition =
        new Condition(operator, "dynamodb:Select", List.of("${aws:PrincipalTag/x}"), true);
    RequestContext context = Requests.context(Map.of("dynamodb:Select", Requests.one("")));

    assertEquals(expected, condition.matches(context, Effect.ALLOW));
  }

  @Test
  void a_multivalued_key_is_no_variable() {
    RequestContext keys = Requests.context(Map.of("dynamodb:LeadingKeys", Requests.many("T")));

    assertInstanceOf(
        ImplicitDeny.class,
        evaluator.evaluate(
            Requests.identity(allow("${dynamodb:LeadingKeys}")),
            Optional.empty(),
            new PolicyRequest(
                Requests.caller(user("a")), Requests.ACCOUNT, "a:B", TABLES + "T", keys)));
  }

  @Test
  void a_variable_whose_value_cannot_be_told_makes_no_allow_and_every_deny_apply() {
    RequestContext unknown = Requests.context(Map.of("dynamodb:Select", ContextValue.UNKNOWN));
    String deny = allow("${dynamodb:Select}").replace("Allow", "Deny");
    PolicyRequest request = get(user("a"), unknown);

    assertInstanceOf(
        ImplicitDeny.class,
        evaluator.evaluate(
            Requests.identity(allow("${dynamodb:Select}")), Optional.empty(), request));
    assertInstanceOf(
        ExplicitDeny.class, evaluator.evaluate(Requests.identity(deny), Optional.empty(), request));
  }

  @Test
  void a_variable_that_is_absent_does_not_make_not_resource_allow_everything() {
    String statement =
        "{'Effect':'Allow','Action':'*','NotResource':'" + TABLES + "${aws:PrincipalTag/x}'}";
    PolicyRequest request = get(user("a"), Requests.context(Map.of()));

    assertInstanceOf(
        ImplicitDeny.class,
        evaluator.evaluate(Requests.identity(statement), Optional.empty(), request));
    assertInstanceOf(
        ExplicitDeny.class,
        evaluator.evaluate(
            Requests.identity(statement.replace("Allow", "Deny")), Optional.empty(), request));
  }

  private static String allow(String table) {
    return "{'Effect':'Allow','Action':'*','Resource':'" + TABLES + table + "'}";
  }

  private Decision decide(String statement, ContextValue leadingKeys) {
    return evaluator.evaluate(
        Requests.identity(statement),
        Optional.empty(),
        get(user("alice"), Requests.context(Map.of("dynamodb:LeadingKeys", leadingKeys))));
  }

  private void assertAllowed(String version, String pattern, Principal caller, String table) {
    assertInstanceOf(Allowed.class, decide(version, pattern, caller, table));
  }

  private void assertRefused(String version, String pattern, Principal caller, String table) {
    assertInstanceOf(ImplicitDeny.class, decide(version, pattern, caller, table));
  }

  private Decision decide(String version, String pattern, Principal caller, String table) {
    String versionElement = version.isEmpty() ? "" : "\"Version\":\"" + version + "\",";
    String document =
        "{%s\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"%s\"}}"
            .formatted(versionElement, TABLES + pattern);
    EffectivePolicies policies =
        new EffectivePolicies(
            "1", List.of(new NamedPolicy("p", document)), Optional.empty(), Optional.empty());
    return evaluator.evaluate(
        policies,
        Optional.empty(),
        Requests.request(caller, Requests.GET_ITEM, TABLES + table, Requests.context(Map.of())));
  }

  private static PolicyRequest get(Principal caller, RequestContext more) {
    return Requests.request(caller, Requests.GET_ITEM, Requests.TABLE, more);
  }

  private static Principal user(String name) {
    return new Principal.User(Requests.ACCOUNT, "/", name, "AIDAEXAMPLE0000000001", Map.of());
  }

  private static Principal tagged(String value) {
    return new Principal.User(
        Requests.ACCOUNT, "/", "alice", "AIDAEXAMPLE0000000001", Map.of("X", value));
  }
}
