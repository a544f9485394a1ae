package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T-P17: what is a policy document and what is not. */
class PolicyParserTest {
  private static final String SYNTAX = "Syntax errors in policy.";
  private static final String STATEMENT = "{'Effect':'Allow','Action':'a:b','Resource':'*'}";
  private static final String TRUST =
      "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sts:AssumeRole'}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':" + STATEMENT + "}",
        "{'Version':'2012-10-17','Id':'any thing','Statement':[" + STATEMENT + "]}",
        "\t\r\n {'Statement' : [" + STATEMENT + "]}\n",
        "{'Statement':{'Effect':'Deny','NotAction':['a:b','*'],'NotResource':['*']}}",
        "{'Statement':{'Sid':'','Effect':'Allow','Action':'a:*','Resource':'arn:aws:s3:::x'}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'Bool':{}}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*',"
            + "'Condition':{'NumericEquals':{'a:n':[1,2.5,'3',true]}}}}",
        "{'Statement':[{'Sid':'A','Effect':'Allow','Action':'a:b','Resource':'*'},"
            + "{'Sid':'B','Effect':'Allow','Action':'a:b','Resource':'*'},"
            + STATEMENT
            + ","
            + STATEMENT
            + "]}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'arn:aws:x:::\u00e4\u00ff'}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'arn:aws:x:::\\u0100'}}",
      })
  void reads_what_the_grammar_has(String document) {
    assertDoesNotThrow(() -> parse(document, PolicyType.IDENTITY));
    assertDoesNotThrow(() -> parse(document, PolicyType.SESSION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "'text'",
        "[]",
        "{}",
        "{",
        "{'Statement':[]}",
        "{'Statement':[" + STATEMENT + "}",
        "{'Statement':null}",
        "{'Statement':'x'}",
        "{'Statement':[[" + STATEMENT + "]]}",
        "{'Statement':[" + STATEMENT + ",1]}",
        "{'Version':'2012-10-18','Statement':" + STATEMENT + "}",
        "{'Version':20121017,'Statement':" + STATEMENT + "}",
        "{'Id':1,'Statement':" + STATEMENT + "}",
        "{'statement':" + STATEMENT + "}",
        "{'Statement':" + STATEMENT + ",'More':1}",
        // duplicate keys
        "{'Statement':" + STATEMENT + ",'Statement':" + STATEMENT + "}",
        "{'Statement':{'Effect':'Deny','Effect':'Allow','Action':'a:b','Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'Bool':{'a:k':true},'Bool':{'a:k':false}}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'Bool':{'a:k':true,'a:k':false}}}}",
        // elements of statements
        "{'Statement':{'Action':'a:b','Resource':'*'}}",
        "{'Statement':{'Effect':'allow','Action':'a:b','Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','action':'a:b','Resource':'*'}}",
        "{'Statement':{'Effect':['Allow'],'Action':'a:b','Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':{'a':'b'},'Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','NotAction':'a:b','Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','NotResource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':['a:b',1],'Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':1}}",
        "{'Statement':{'Sid':1,'Effect':'Allow','Action':'a:b','Resource':'*'}}",
        // conditions
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':[]}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'aws:username':'self'}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'Bool':{'a:k':null}}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'Bool':{'a:k':{}}}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'Bool':{'a:k':[[true]]}}}}",
        "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':"
            + "{'StringResembles':{'a:k':'v'}}}}",
        // around the document
        "{'Statement':" + STATEMENT + "}}",
        "{'Statement':" + STATEMENT + "} {}",
        "{'Statement':" + STATEMENT + "} x",
        "{'Statement':" + STATEMENT + ",}",
        "{'Statement':" + STATEMENT + "} // comment",
        "\ufeff{'Statement':" + STATEMENT + "}",
        "{'Id':'\u0100','Statement':" + STATEMENT + "}",
        "{'Id':'\u0001','Statement':" + STATEMENT + "}",
        "{'Id':'\u0000','Statement':" + STATEMENT + "}",
      })
  void refuses_what_the_grammar_does_not_have(String document) {
    refuses(SYNTAX, document, PolicyType.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'Effect':'Allow','Resource':'*'} | Policy statement must contain actions.",
        "{'Effect':'Allow','Action':[],'Resource':'*'} | Policy statement must contain actions.",
        "{'Effect':'Allow','Action':'a:b'} | Policy statement must contain resources.",
        "{'Effect':'Allow','Action':'a:b','Resource':[]}"
            + " | Policy statement must contain resources.",
        "{'Effect':'Allow','Principal':'*','Action':'a:b','Resource':'*'}"
            + " | Policy document should not specify a principal.",
        "{'Sid':'a-b','Effect':'Allow','Action':'a:b','Resource':'*'}"
            + " | Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the"
            + " regular expression [0-9A-Za-z]*",
        "{'Effect':'Allow','Action':'GetItem','Resource':'*'}"
            + " | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "{'Effect':'Allow','Action':'a:b:c','Resource':'*'}"
            + " | Actions/Condition can contain only one colon.",
        "{'Effect':'Allow','Action':'*:b','Resource':'*'} | Vendor * is not valid",
        "{'Effect':'Allow','Action':'a:b','Resource':'table/T'}"
            + " | Resource table/T must be in ARN format or \"\"*\"\".",
        "{'Effect':'Allow','Action':'a:b','Resource':''}"
            + " | Resource  must be in ARN format or \"\"*\"\".",
        "{'Effect':'Allow','Action':'a:b','Resource':'arn:${P}:s3:::x'}"
            + " | Partition \"\"${P}\"\" is not valid for resource \"\"arn:${P}:s3:::x\"\".",
        "{'Effect':'Allow','Action':'a:b','Resource':'arn:aws:iam:r:111122223333:user/a'}"
            + " | IAM resource arn:aws:iam:r:111122223333:user/a cannot contain region"
            + " information.",
      })
  void says_what_is_wrong_with_a_statement(String statement, String message) {
    String text = message.replace("\"\"", "\"");

    refuses(text, "{'Statement':" + statement + "}", PolicyType.IDENTITY);
    refuses(text, "{'Statement':[" + STATEMENT + "," + statement + "]}", PolicyType.SESSION);
  }

  @Test
  void ids_of_statements_are_unique() {
    String named = STATEMENT.replace("{'Effect'", "{'Sid':'A','Effect'");

    refuses(
        "Statement IDs (SID) in a single policy must be unique.",
        "{'Statement':[" + named + "," + named + "]}",
        PolicyType.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Action':'sts:AssumeRole' | Missing required field Principal",
        "'Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'*'"
            + " | Has prohibited field Resource",
        "'Principal':{'AWS':'*'},'Action':'sts:AssumeRole','NotResource':'*'"
            + " | Has prohibited field Resource",
        "'Principal':{'AWS':'*'},'Action':'s3:GetObject'"
            + " | AssumeRole policy may only specify STS AssumeRole actions.",
        "'Principal':'*','Action':'sts:AssumeRole'"
            + " | AssumeRolepolicy contained an invalid principal: \"\"STAR\"\":\"\"*\"\".",
        "'Principal':{'AWS':[]},'Action':'sts:AssumeRole'"
            + " | Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The"
            + " passed in policy has a statement with no principals!",
        "'Principal':{'AWS':'arn:aws:iam::111122223333:group/g'},'Action':'sts:AssumeRole'"
            + " | Invalid principal in policy:"
            + " \"\"AWS\"\":\"\"arn:aws:iam::111122223333:group/g\"\"",
        "'Principal':{'AWS':'arn:aws:iam::12345:user/g'},'Action':'sts:AssumeRole'"
            + " | Invalid principal in policy: \"\"AWS\"\":\"\"arn:aws:iam::12345:user/g\"\"",
        "'Principal':{'AWS':'arn:aws:iam::111122223333:user/*'},'Action':'sts:AssumeRole'"
            + " | Invalid principal in policy:"
            + " \"\"AWS\"\":\"\"arn:aws:iam::111122223333:user/*\"\"",
        "'Principal':{'AWS':'alice'},'Action':'sts:AssumeRole'"
            + " | Invalid principal in policy: \"\"AWS\"\":\"\"alice\"\"",
        "'Principal':'alice','Action':'sts:AssumeRole' | Syntax errors in policy.",
        "'Principal':['*'],'Action':'sts:AssumeRole' | Syntax errors in policy.",
        "'Principal':{'Aws':'*'},'Action':'sts:AssumeRole' | Syntax errors in policy.",
        "'Principal':{'*':'*'},'Action':'sts:AssumeRole' | Syntax errors in policy.",
        "'Principal':{'AWS':'*'},'NotPrincipal':{'AWS':'*'},'Action':'sts:AssumeRole'"
            + " | Syntax errors in policy.",
      })
  void says_what_is_wrong_with_a_trust_policy(String elements, String message) {
    refuses(
        message.replace("\"\"", "\""),
        "{'Statement':{'Effect':'Allow'," + elements + "}}",
        PolicyType.TRUST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'*'",
        "'111122223333'",
        "'arn:aws:iam::111122223333:root'",
        "'arn:aws:iam::111122223333:user/a/b'",
        "'arn:aws:iam::111122223333:role/r'",
        "'arn:aws:sts::111122223333:assumed-role/r/s'",
        "'arn:aws:sts::111122223333:federated-user/f'",
        "['AIDAEXAMPLEALICE00001','*']"
      })
  void reads_the_forms_of_principals(String principal) {
    String statement =
        "{'Effect':'Allow','Principal':{'AWS':" + principal + "},'Action':'sts:AssumeRole'}";

    assertDoesNotThrow(() -> parse("{'Statement':" + statement + "}", PolicyType.TRUST));
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyType.class,
      names = {"RESOURCE", "TRUST"})
  void policies_of_resources_and_roles_need_a_principal(PolicyType type) {
    String statement = type == PolicyType.TRUST ? TRUST : STATEMENT;

    refuses(
        "Missing required field Principal",
        "{'Statement':" + statement.replace("'Principal':{'AWS':'111122223333'},", "") + "}",
        type);
  }

  @Test
  void a_resource_policy_may_name_everyone() {
    PolicyDocument document =
        parse(
            "{'Statement':" + STATEMENT.replace("'Action'", "'Principal':'*','Action'") + "}",
            PolicyType.RESOURCE);

    assertTrue(document.statements().getFirst().principal().orElseThrow().isEveryone());
  }

  @Test
  void a_managed_policy_is_of_the_current_version() {
    String message = "Policy document must be version 2012-10-17 or greater.";
    List<String> older =
        List.of(
            "{'Statement':" + STATEMENT + "}",
            "{'Version':'2008-10-17','Statement':" + STATEMENT + "}");

    for (String document : older) {
      assertEquals(
          message,
          assertThrows(
                  MalformedPolicyException.class, () -> PolicyDocument.parseManaged(json(document)))
              .getMessage());
    }
    assertEquals(
        Optional.of(PolicyVersion.V2012_10_17),
        PolicyDocument.parseManaged(json("{'Version':'2012-10-17','Statement':" + STATEMENT + "}"))
            .version());
  }

  @Test
  void keeps_what_a_statement_says() {
    PolicyDocument document =
        parse(
            "{'Version':'2008-10-17','Statement':[{'Sid':'One','Effect':'Deny',"
                + "'NotPrincipal':{'AWS':['111122223333'],'Service':'x.y'},"
                + "'Action':['DynamoDB:Get*','a:b'],'NotResource':'arn:aws:x:::Y'}]}",
            PolicyType.RESOURCE);
    Statement statement = document.statements().getFirst();

    assertEquals(Optional.of(PolicyVersion.V2008_10_17), document.version());
    assertEquals("One", statement.sid());
    assertEquals(Effect.DENY, statement.effect());
    assertEquals(List.of("DynamoDB:Get*", "a:b"), statement.actions());
    assertFalse(statement.negatesActions());
    assertEquals(List.of("arn:aws:x:::Y"), statement.resources());
    assertTrue(statement.negatesResources());
    assertEquals(
        Optional.of(
            new PrincipalElement(
                true,
                List.of(
                    new PrincipalElement.Name(PrincipalElement.Kind.AWS, "111122223333"),
                    new PrincipalElement.Name(PrincipalElement.Kind.SERVICE, "x.y")))),
        statement.principal());
  }

  @Test
  void reads_ten_thousand_statements() {
    String statements =
        IntStream.range(0, 10_000)
            .mapToObj(i -> STATEMENT.replace("{'Effect'", "{'Sid':'S" + i + "','Effect'"))
            .collect(Collectors.joining(","));

    assertEquals(
        10_000,
        parse("{'Statement':[" + statements + "]}", PolicyType.IDENTITY).statements().size());
  }

  @Test
  void refuses_json_that_is_nested_without_end() {
    refuses(SYNTAX, "{'Statement':" + "[".repeat(200_000), PolicyType.IDENTITY);
    refuses(SYNTAX, "{'a':".repeat(200_000), PolicyType.IDENTITY);
  }

  @Test
  void knows_which_condition_keys_a_document_asks_for() {
    PolicyDocument document =
        parse(
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'a:b',"
                + "'Resource':'arn:aws:x:::${aws:username}/${AWS:UserName}','Condition':{"
                + "'StringEquals':{'aws:PrincipalTag/Team':'${aws:PrincipalTag/Other}'},"
                + "'ForAllValues:StringLike':{'dynamodb:LeadingKeys':['a','b']}}}]}",
            PolicyType.IDENTITY);

    assertEquals(
        Set.of(
            "aws:username",
            "aws:PrincipalTag/Team",
            "aws:PrincipalTag/Other",
            "dynamodb:LeadingKeys"),
        document.contextKeys());
    assertTrue(document.mentionsDynamoDbKeys());
    assertFalse(
        parse("{'Statement':" + STATEMENT + "}", PolicyType.IDENTITY).mentionsDynamoDbKeys());
  }

  private static void refuses(String message, String document, PolicyType type) {
    MalformedPolicyException thrown =
        assertThrows(MalformedPolicyException.class, () -> parse(document, type), document);

    assertEquals(message, thrown.getMessage(), document);
  }

  private static PolicyDocument parse(String document, PolicyType type) {
    return PolicyDocument.parse(json(document), type);
  }

  private static String json(String document) {
    return document.replace('\'', '"');
  }
}
