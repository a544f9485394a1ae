package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyReader;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.policybuilder.iam.IamValue;

/** Documents mean to this parser what they mean to the policy builder of the AWS SDK. */
class IamPolicyBuilderOracleTest {
  private static final List<String> ACTIONS =
      List.of("*", "dynamodb:GetItem", "dynamodb:*", "s3:Get?bject", "sts:AssumeRole");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:dynamodb:*:*:table/${aws:username}",
          "arn:aws:dynamodb:us-east-1:111122223333:table/A/index/*",
          "arn:aws:s3:::bucket/\"quoted\"\\");
  private static final List<String> KEYS =
      List.of("aws:username", "dynamodb:LeadingKeys", "aws:PrincipalTag/a b", "dynamodb:Select");
  private static final List<String> VALUES =
      List.of("a", "", "*", "${aws:userid}", "10", "2026-01-01T00:00:00Z", "10.0.0.0/8", "\u00e9");
  private static final List<String> PRINCIPALS =
      List.of("*", "111122223333", "arn:aws:iam::111122223333:user/alice");

  private static final List<IamConditionOperator> OPERATORS =
      List.of(
          IamConditionOperator.STRING_EQUALS,
          IamConditionOperator.STRING_NOT_EQUALS,
          IamConditionOperator.STRING_EQUALS_IGNORE_CASE,
          IamConditionOperator.STRING_NOT_EQUALS_IGNORE_CASE,
          IamConditionOperator.STRING_LIKE,
          IamConditionOperator.STRING_NOT_LIKE,
          IamConditionOperator.NUMERIC_EQUALS,
          IamConditionOperator.NUMERIC_NOT_EQUALS,
          IamConditionOperator.NUMERIC_LESS_THAN,
          IamConditionOperator.NUMERIC_LESS_THAN_EQUALS,
          IamConditionOperator.NUMERIC_GREATER_THAN,
          IamConditionOperator.NUMERIC_GREATER_THAN_EQUALS,
          IamConditionOperator.DATE_EQUALS,
          IamConditionOperator.DATE_NOT_EQUALS,
          IamConditionOperator.DATE_LESS_THAN,
          IamConditionOperator.DATE_LESS_THAN_EQUALS,
          IamConditionOperator.DATE_GREATER_THAN,
          IamConditionOperator.DATE_GREATER_THAN_EQUALS,
          IamConditionOperator.BOOL,
          IamConditionOperator.BINARY_EQUALS,
          IamConditionOperator.IP_ADDRESS,
          IamConditionOperator.NOT_IP_ADDRESS,
          IamConditionOperator.ARN_EQUALS,
          IamConditionOperator.ARN_NOT_EQUALS,
          IamConditionOperator.ARN_LIKE,
          IamConditionOperator.ARN_NOT_LIKE,
          IamConditionOperator.NULL);

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(100);
  }

  @Test
  void has_the_operators_that_the_sdk_has() {
    assertEquals(
        Stream.of(ConditionOperator.values()).map(ConditionOperator::text).sorted().toList(),
        OPERATORS.stream().map(IamValue::value).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reads_what_the_sdk_writes(long seed) {
    Random random = new Random(seed);
    PolicyType type = pick(random, List.of(PolicyType.values()));
    IamPolicy policy = policy(random, type);
    String json =
        policy.toJson(IamPolicyWriter.builder().prettyPrint(random.nextBoolean()).build());

    assertEquals(meaning(policy), meaning(PolicyDocument.parse(json, type)), json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
        "{'Statement':[{'Effect':'Deny','NotAction':['a:b','c:d'],'NotResource':['*']}],"
            + "'Version':'2008-10-17'}",
        "{'Version':'2012-10-17','Id':'x','Statement':[{'Sid':'S','Effect':'Allow','Action':'a:b',"
            + "'Resource':'*','Condition':{'StringEquals':{'a:k':['1','2'],'a:l':'3'},"
            + "'Bool':{'a:m':'true'}}}]}",
      })
  void reads_what_the_sdk_reads(String document) {
    String json = document.replace('\'', '"');

    assertEquals(
        meaning(IamPolicyReader.create().read(json)),
        meaning(PolicyDocument.parse(json, PolicyType.IDENTITY)));
  }

  private static IamPolicy policy(Random random, PolicyType type) {
    List<IamStatement> statements = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      statements.add(statement(random, type, i));
    }
    return IamPolicy.builder()
        .version(pick(random, List.of("2012-10-17", "2008-10-17")))
        .id(random.nextBoolean() ? "an id" : null)
        .statements(statements)
        .build();
  }

  private static IamStatement statement(Random random, PolicyType type, int number) {
    IamStatement.Builder statement =
        IamStatement.builder().effect(random.nextBoolean() ? IamEffect.ALLOW : IamEffect.DENY);
    if (random.nextBoolean()) {
      statement.sid("S" + number);
    }
    addActions(random, type, statement);
    if (type.namesResources()) {
      List<String> resources = some(random, RESOURCES);
      if (random.nextBoolean()) {
        statement.resourceIds(resources);
      } else {
        statement.notResourceIds(resources);
      }
    }
    if (type.namesPrincipals()) {
      addPrincipals(random, type, statement);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      IamConditionOperator operator = pick(random, OPERATORS);
      if (!operator.equals(IamConditionOperator.NULL)) {
        operator =
            operator
                .addPrefix(pick(random, List.of("", "ForAllValues:", "ForAnyValue:")))
                .addSuffix(pick(random, List.of("", "IfExists")));
      }
      statement.addConditions(operator, pick(random, KEYS), some(random, VALUES));
    }
    return statement.build();
  }

  private static void addActions(Random random, PolicyType type, IamStatement.Builder statement) {
    List<String> actions =
        type == PolicyType.TRUST ? List.of("sts:AssumeRole", "sts:Tag*") : some(random, ACTIONS);
    if (random.nextBoolean()) {
      actions.forEach(statement::addAction);
    } else {
      actions.forEach(statement::addNotAction);
    }
  }

  private static void addPrincipals(
      Random random, PolicyType type, IamStatement.Builder statement) {
    if (type == PolicyType.RESOURCE && random.nextInt(3) == 0) {
      statement.addPrincipal(IamPrincipal.ALL);
    } else if (random.nextBoolean()) {
      statement.addPrincipals(IamPrincipalType.AWS, some(random, PRINCIPALS));
      statement.addPrincipal(IamPrincipalType.SERVICE, "dynamodb.amazonaws.com");
    } else {
      statement.addNotPrincipals(IamPrincipalType.AWS, some(random, PRINCIPALS));
    }
  }

  /** Documents that say the same have the same lines here. */
  private static List<String> meaning(IamPolicy policy) {
    List<String> lines = new ArrayList<>(List.of("version " + policy.version()));
    for (IamStatement statement : policy.statements()) {
      lines.add("sid " + (statement.sid() == null ? "" : statement.sid()));
      lines.add("effect " + statement.effect().value().toUpperCase(Locale.ROOT));
      statement.actions().forEach(action -> lines.add("action " + action.value()));
      statement.notActions().forEach(action -> lines.add("not action " + action.value()));
      statement.resources().forEach(resource -> lines.add("resource " + resource.value()));
      statement.notResources().forEach(resource -> lines.add("not resource " + resource.value()));
      statement
          .principals()
          .forEach(p -> lines.add("principal " + p.type().value() + " " + p.id()));
      statement
          .notPrincipals()
          .forEach(p -> lines.add("not principal " + p.type().value() + " " + p.id()));
      statement.conditions().stream()
          .map(c -> "condition " + c.operator().value() + " " + c.key().value() + " " + c.value())
          .sorted()
          .forEach(lines::add);
    }
    return lines;
  }

  private static List<String> meaning(PolicyDocument document) {
    List<String> lines = new ArrayList<>();
    lines.add("version " + document.version().orElseThrow().text());
    for (Statement statement : document.statements()) {
      lines.add("sid " + statement.sid());
      lines.add("effect " + statement.effect());
      String action = statement.negatesActions() ? "not action " : "action ";
      statement.actions().forEach(pattern -> lines.add(action + pattern));
      String resource = statement.negatesResources() ? "not resource " : "resource ";
      statement.resources().forEach(pattern -> lines.add(resource + pattern));
      statement
          .principal()
          .ifPresent(element ->
              element
                  .names()
                  .forEach(name ->
                      lines.add(
                          (element.negated() ? "not principal " : "principal ")
                              + name.kind().text()
                              + " "
                              + name.value())));
      statement.conditions().stream()
          .flatMap(c ->
              c.valueTexts().stream()
                  .map(value -> "condition " + c.operatorText() + " " + c.key() + " " + value))
          .sorted()
          .forEach(lines::add);
    }
    return lines;
  }

  private static List<String> some(Random random, List<String> values) {
    List<String> some = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      some.add(pick(random, values));
    }
    return some;
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
