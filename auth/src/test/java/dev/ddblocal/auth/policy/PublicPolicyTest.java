package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which statements allow something to anyone. */
class PublicPolicyTest {
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Allow | 'Principal':'*'                    |                                     | true",
        "Allow | 'Principal':{'AWS':'*'}            |                                     | true",
        "Allow | 'Principal':{'AWS':['1','*']}      |                                     | true",
        "Allow | 'NotPrincipal':{'AWS':'1'}         |                                     | true",
        "Allow | 'Principal':{'AWS':'111122223333'} |                                     | false",
        "Allow | 'Principal':{'Service':'*'}        |                                     | false",
        "Deny  | 'Principal':'*'                    |                                     | false",
        "Allow | 'Principal':'*' | 'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::1:role/r'} |"
            + " false",
        "Allow | 'Principal':'*' | 'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::1:role/*'} | true",
        "Allow | 'Principal':'*' | 'StringEquals':{'aws:PrincipalAccount':'111122223333'} | false",
        "Allow | 'Principal':'*' | 'StringEquals':{'AWS:principalaccount':['1','2']}       | false",
        "Allow | 'Principal':'*' | 'StringEqualsIfExists':{'aws:PrincipalAccount':'1'}    | true",
        "Allow | 'Principal':'*' | 'StringNotEquals':{'aws:PrincipalAccount':'1'}         | true",
        "Allow | 'Principal':'*' | 'StringEquals':{'aws:PrincipalAccount':'${aws:userid}'} | true",
        "Allow | 'Principal':'*' | 'StringEquals':{'aws:PrincipalTag/a':'b'}              | true",
        "Allow | 'Principal':'*' | 'Null':{'aws:PrincipalAccount':'false'}                | true",
        "Allow | 'Principal':'*' | 'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}              | false",
        "Allow | 'Principal':'*' | 'IpAddress':{'aws:SourceIp':['10.0.0.0/8','0.0.0.0/1']} | true",
        "Allow | 'Principal':'*' | 'IpAddress':{'aws:SourceIp':'2001:db8::/32'}           | false",
        "Allow | 'Principal':'*' | 'IpAddress':{'aws:SourceIp':'2000::/3'}                | true",
        "Allow | 'Principal':'*' | 'ForAllValues:StringEquals':{'aws:PrincipalAccount':'1'} | true",
      })
  void is_public_unless_a_condition_fixes_who_or_where_from(
      String effect, String principal, String condition, boolean isPublic) {
    String conditions = condition == null ? "" : ",'Condition':{" + condition + "}";
    NamedPolicy policy =
        Requests.policy(
            "p",
            "{'Effect':'"
                + effect
                + "',"
                + principal
                + ",'Action':'a:b','Resource':'*'"
                + conditions
                + "}");

    assertEquals(
        isPublic,
        PolicyDocument.stored(policy.document(), PolicyType.RESOURCE)
            .statements()
            .getFirst()
            .isPublic());
  }
}
