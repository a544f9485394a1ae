package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.port.ContextValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerContextTest {
  private static final RequestOrigin ORIGIN =
      new RequestOrigin("id", "203.0.113.7", false, "aws-cli/2", "http://example.com/");
  private static final SessionContext SESSION =
      new SessionContext(
          Instant.parse("2026-01-02T03:00:00.5Z"),
          Instant.parse("2026-01-02T04:00:00Z"),
          Optional.empty(),
          Optional.of("admin"),
          true);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "aws:PrincipalArn,     arn:aws:iam::111122223333:root, arn:aws:iam::111122223333:user/alice,"
        + " arn:aws:iam::111122223333:role/app/Reader,"
        + " arn:aws:sts::111122223333:federated-user/bob",
    "aws:PrincipalAccount, 111122223333, 111122223333, 111122223333, 111122223333",
    "aws:PrincipalType,    Account, User, AssumedRole, FederatedUser",
    "aws:userid,           111122223333, AIDAEXAMPLEALICE00001, AROAEXAMPLEREADER0001:one,"
        + " 111122223333:bob",
    "aws:username,         , alice, , ",
    "aws:PrincipalTag/Team, , red, blue, ",
    "aws:PrincipalTag/Else, , , , ",
    "aws:PrincipalTag/,    , , , ",
    "aws:ViaAWSService,    false, false, false, false",
    "aws:PrincipalIsAWSService, false, false, false, false",
  })
  void tells_who_calls(String key, String root, String user, String session, String federated) {
    assertEquals(value(root), of(Requests.ROOT).valueOf(key));
    assertEquals(value(user), of(Requests.USER).valueOf(key));
    assertEquals(value(session), of(Requests.SESSION).valueOf(key));
    assertEquals(value(federated), of(Requests.FEDERATED).valueOf(key));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "aws:CurrentTime,     2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "aws:EpochTime,       1767323045,           1767323045",
    "aws:RequestedRegion, us-east-1,            us-east-1",
    "aws:SourceIp,        ,                     203.0.113.7",
    "aws:SecureTransport, true,                 false",
    "aws:UserAgent,       ,                     aws-cli/2",
    "aws:Referer,         ,                     http://example.com/",
    "aws:TokenIssueTime,  ,                     2026-01-02T03:00:00Z",
    "aws:MultiFactorAuthPresent, ,              true",
    "aws:SourceIdentity,  ,                     admin",
  })
  void tells_when_and_from_where_and_what_temporary_credentials_bring_along(
      String key, String plain, String session) {
    CallerIdentity temporary = Requests.caller(Requests.USER, SESSION, ORIGIN);

    assertEquals(value(plain), of(Requests.USER).valueOf(key));
    assertEquals(value(session), CallerContext.of(temporary, Requests.NOW).valueOf(key));
  }

  @Test
  void temporary_credentials_say_so_if_there_was_no_multi_factor_authentication() {
    SessionContext session =
        new SessionContext(
            SESSION.issuedAt(), SESSION.expiresAt(), Optional.empty(), Optional.empty(), false);
    CallerContext context =
        CallerContext.of(Requests.caller(Requests.USER, session, ORIGIN), Requests.NOW);

    assertEquals(Requests.one("false"), context.valueOf("aws:MultiFactorAuthPresent"));
    assertEquals(ContextValue.ABSENT, context.valueOf("aws:SourceIdentity"));
  }

  @Test
  void names_of_keys_and_tags_match_in_any_case() {
    CallerContext context = of(Requests.USER);

    assertEquals(Requests.one("alice"), context.valueOf("AWS:USERNAME"));
    assertEquals(Requests.one("red"), context.valueOf("aws:principaltag/team"));
  }

  @Test
  void more_keys_can_be_added_but_none_replaced() {
    RequestContext context =
        of(Requests.USER)
            .and(
                Requests.context(
                    Map.of(
                        "aws:username", Requests.one("mallory"),
                        "dynamodb:LeadingKeys", Requests.many("a"))));

    assertEquals(Requests.one("alice"), context.valueOf("aws:username"));
    assertEquals(Requests.many("a"), context.valueOf("dynamodb:LeadingKeys"));
    assertEquals(ContextValue.ABSENT, context.valueOf("dynamodb:Select"));
  }

  /** T-P20. */
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "DateLessThan,          2026-01-02T03:04:06Z, YES",
    "DateLessThan,          2026-01-02T03:04:05Z, NO",
    "DateLessThanEquals,    2026-01-02T03:04:05Z, YES",
    "DateGreaterThanEquals, 2026-01-02T03:04:05Z, YES",
    "DateGreaterThan,       2026-01-02T03:04:05Z, NO",
    "DateGreaterThan,       2026-01-02T03:04:04Z, YES",
    "DateEquals,            1767323045,           YES",
    "DateEquals,            1767323046,           NO",
  })
  void the_time_of_the_request_is_compared_to_the_second(
      String operator, String date, Match expected) {
    for (String key : new String[] {"aws:CurrentTime", "aws:EpochTime"}) {
      Condition condition = new Condition(operator, key, List.of(date), true);

      assertEquals(expected, condition.matches(of(Requests.USER), Effect.ALLOW), key);
    }
  }

  @Test
  void all_keys_it_has_are_known_as_keys_of_requests() {
    CallerContext context =
        CallerContext.of(Requests.caller(Requests.USER, SESSION, ORIGIN), Requests.NOW);
    long present =
        ContextKeys.populated().stream()
            .filter(key -> !context.valueOf(key).equals(ContextValue.ABSENT))
            .count();

    assertEquals(17, present);
    assertTrue(ContextKeys.isPopulated("aws:principaltag/team"));
  }

  @Test
  void knows_which_keys_requests_have_and_which_have_several_values() {
    assertTrue(ContextKeys.isPopulated("DynamoDB:leadingkeys"));
    assertTrue(ContextKeys.isPopulated("aws:RequestTag/x"));
    assertTrue(ContextKeys.isPopulated("aws:ResourceTag/x"));
    assertTrue(ContextKeys.isPopulated("sts:ExternalId"));
    for (String key :
        new String[] {"aws:RequestTag/", "aws:SourceVpc", "dynamodb:Else", "s3:prefix", ""}) {
      assertEquals(false, ContextKeys.isPopulated(key), key);
    }
    assertTrue(ContextKeys.isMultivalued("AWS:TAGKEYS"));
    assertEquals(false, ContextKeys.isMultivalued("dynamodb:Select"));
    ContextKeys.populated()
        .forEach(key -> assertTrue(ContextKeys.isPopulated(key.toUpperCase(Locale.ROOT)), key));
  }

  private static ContextValue value(String text) {
    return text == null ? ContextValue.ABSENT : Requests.one(text);
  }

  private static CallerContext of(Principal principal) {
    return CallerContext.of(Requests.caller(principal), Requests.NOW);
  }
}
