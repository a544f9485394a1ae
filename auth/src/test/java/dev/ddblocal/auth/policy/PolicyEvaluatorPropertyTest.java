package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.ContextValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random policies in all layers, decided by the evaluator and by a second, naive one. */
class PolicyEvaluatorPropertyTest {
  private static final int CASES = 400;

  private static final List<Principal> CALLERS =
      List.of(
          Requests.USER,
          Requests.USER,
          Requests.SESSION,
          Requests.SESSION,
          Requests.FEDERATED,
          Requests.ROOT,
          new Principal.User(Requests.OTHER_ACCOUNT, "/", "eve", "AIDAEXAMPLEEVE0000001", Map.of()),
          new Principal.Root(Requests.IAM_ACCOUNT));

  private static final List<String> ACTIONS =
      List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "sts:AssumeRole");

  private static final List<String> ACTION_PATTERNS =
      List.of("*", "dynamodb:*", "dynamodb:Get*", "DYNAMODB:getitem", "dynamodb:?utItem", "sts:*");

  private static final List<String> TABLES =
      List.of("table/A", "table/B", "table/A/index/I", "table/alice", "table/*");

  private static final List<String> RESOURCE_PATTERNS =
      List.of(
          "*",
          "*",
          "arn:aws:dynamodb:*:*:table/A",
          "arn:aws:dynamodb:*:*:table/A*",
          "arn:aws:dynamodb:*:table/?",
          "arn:aws:dyn*db:us-*-1:*:*",
          "arn:aws:dynamodb:us-east-1:111122223333:table/B",
          "arn:aws:dynamodb:*:*:table/${aws:username}",
          "arn:aws:dynamodb:*:*:*/${aws:PrincipalTag/x}*");

  private static final List<String> PRINCIPALS =
      List.of(
          "*",
          "111122223333",
          "arn:aws:iam::111122223333:root",
          "444455556666",
          "arn:aws:iam::111122223333:user/alice",
          "AIDAEXAMPLEALICE00001",
          "arn:aws:iam::111122223333:role/app/Reader",
          "arn:aws:sts::111122223333:assumed-role/Reader/one",
          "arn:aws:sts::111122223333:federated-user/bob",
          "arn:aws:iam::444455556666:user/eve",
          "arn:aws:iam::999900001111:root");

  private static final List<String> KEYS =
      List.of(
          "aws:username",
          "AWS:UserName",
          "aws:PrincipalTag/x",
          "aws:PrincipalArn",
          "dynamodb:LeadingKeys",
          "dynamodb:LeadingKeys",
          "dynamodb:Select",
          "aws:SourceVpc");

  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "StringResembles");

  private static final List<String> VALUES =
      List.of("a", "A", "alice", "*", "a*", "?", "${aws:username}", "${aws:PrincipalTag/x}", "b");

  private static final List<String> CONTEXT_VALUES = List.of("a", "b", "alice", "*", "ab", "");

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void decides_as_a_naive_evaluator_does(long seed) {
    Random random = new Random(seed);
    boolean crossAccount = random.nextBoolean();
    PolicyEvaluator evaluator =
        new PolicyEvaluator(
            crossAccount ? CrossAccount.RESOURCE_POLICY : CrossAccount.OFF,
            Optional.of(Requests.IAM_ACCOUNT));
    NaiveEvaluator naive = new NaiveEvaluator(crossAccount, Requests.IAM_ACCOUNT.value());
    for (int i = 0; i < CASES; i++) {
      EffectivePolicies own = effectivePolicies(random);
      Optional<NamedPolicy> resource =
          random.nextInt(3) == 0 ? Optional.empty() : Optional.of(policy(random, true));
      PolicyRequest request = request(random);
      String decision = text(evaluator.evaluate(own, resource, request));

      assertEquals(
          naive.decide(own, resource, request),
          decision,
          () -> "seed " + seed + ": " + own + resource + request);
    }
  }

  /** Else the comparison would say little. */
  @Test
  void the_random_policies_lead_to_every_decision() {
    Map<String, Integer> decisions = new HashMap<>();
    PolicyEvaluator evaluator =
        new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.of(Requests.IAM_ACCOUNT));
    Random random = new Random(0);
    for (int i = 0; i < 10 * CASES; i++) {
      EffectivePolicies own = effectivePolicies(random);
      Optional<NamedPolicy> resource = Optional.of(policy(random, true));
      decisions.merge(text(evaluator.evaluate(own, resource, request(random))), 1, Integer::sum);
    }

    assertEquals(9, decisions.size(), decisions::toString);
    assertTrue(decisions.values().stream().allMatch(count -> count >= 20), decisions::toString);
  }

  private static String text(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed -> "allowed";
      case Decision.ExplicitDeny deny -> "explicit " + deny.layer();
      case Decision.ImplicitDeny deny -> "implicit " + deny.layer();
    };
  }

  private static EffectivePolicies effectivePolicies(Random random) {
    Optional<NamedPolicy> boundary =
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of(policy(random, false));
    Optional<List<NamedPolicy>> session =
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of(policies(random));
    return new EffectivePolicies("1", policies(random), boundary, session);
  }

  private static List<NamedPolicy> policies(Random random) {
    List<NamedPolicy> policies = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      policies.add(policy(random, false));
    }
    return policies;
  }

  private static NamedPolicy policy(Random random, boolean principals) {
    String[] statements = new String[1 + random.nextInt(3)];
    for (int i = 0; i < statements.length; i++) {
      statements[i] = statement(random, principals);
    }
    return Requests.policy("random", statements);
  }

  private static String statement(Random random, boolean principals) {
    StringBuilder text = new StringBuilder("{'Effect':");
    text.append(random.nextInt(4) == 0 ? "'Deny'" : "'Allow'");
    if (principals) {
      text.append(random.nextInt(6) == 0 ? ",'NotPrincipal':" : ",'Principal':");
      text.append(random.nextInt(5) == 0 ? "'*'" : "{'AWS':" + list(random, PRINCIPALS, 4) + "}");
    }
    text.append(random.nextInt(6) == 0 ? ",'NotAction':" : ",'Action':");
    text.append(list(random, ACTION_PATTERNS, 2));
    text.append(random.nextInt(6) == 0 ? ",'NotResource':" : ",'Resource':");
    text.append(list(random, RESOURCE_PATTERNS, 2));
    if (random.nextInt(3) == 0) {
      text.append(",'Condition':{").append(condition(random)).append('}');
    }
    return text.append('}').toString();
  }

  private static String condition(Random random) {
    String key = pick(random, KEYS);
    if (random.nextInt(8) == 0) {
      return "'Null':{'" + key + "':'" + random.nextBoolean() + "'}";
    }
    String operator =
        pick(random, List.of("", "", "ForAllValues:", "ForAnyValue:"))
            + pick(random, OPERATORS)
            + pick(random, List.of("", "", "IfExists"));
    String second =
        random.nextInt(3) == 0 && !key.equalsIgnoreCase("aws:username")
            ? ",'aws:username':" + list(random, VALUES, 2)
            : "";
    return "'" + operator + "':{'" + key + "':" + list(random, VALUES, 3) + second + "}";
  }

  private static PolicyRequest request(Random random) {
    CallerIdentity caller = Requests.caller(pick(random, CALLERS));
    AccountId account =
        pick(
            random,
            List.of(
                caller.principal().accountId(),
                caller.principal().accountId(),
                Requests.ACCOUNT,
                Requests.OTHER_ACCOUNT));
    Map<String, ContextValue> context = new HashMap<>();
    if (random.nextInt(4) > 0) {
      context.put("aws:username", Requests.one(pick(random, CONTEXT_VALUES)));
    }
    if (random.nextBoolean()) {
      context.put("aws:PrincipalTag/x", Requests.one(pick(random, CONTEXT_VALUES)));
    }
    context.put("aws:PrincipalArn", Requests.one(pick(random, CONTEXT_VALUES)));
    if (random.nextBoolean()) {
      context.put("dynamodb:Select", Requests.one(pick(random, CONTEXT_VALUES)));
    }
    switch (random.nextInt(4)) {
      case 0 -> context.put("dynamodb:LeadingKeys", ContextValue.UNKNOWN);
      case 1 -> context.put("dynamodb:LeadingKeys", Requests.many());
      case 2 ->
          context.put(
              "dynamodb:LeadingKeys",
              Requests.many(pick(random, CONTEXT_VALUES), pick(random, CONTEXT_VALUES)));
      default -> {
        // The request does not have the key.
      }
    }
    return new PolicyRequest(
        caller,
        account,
        pick(random, ACTIONS),
        "arn:aws:dynamodb:us-east-1:" + account + ":" + pick(random, TABLES),
        Requests.context(context));
  }

  /** One to {@code most} values. */
  private static String list(Random random, List<String> values, int most) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      text.append('\'').append(pick(random, values)).append('\'').append(i == 1 ? "]" : ",");
    }
    return text.toString();
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
