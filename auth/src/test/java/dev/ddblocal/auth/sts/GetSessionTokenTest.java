package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.StsFixture.outline;
import static dev.ddblocal.auth.sts.StsFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetSessionToken. */
class GetSessionTokenTest {
  private static final CallerIdentity TEST_ROOT =
      StsFixture.longTerm(new Principal.Root(AccountId.TEST), AccessKeyId.TEST);

  private final StsFixture sts = new StsFixture();

  @Test
  void a_user_needs_no_permission_and_stays_the_user() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob", StsFixture.policy("Deny", "sts:*", "*"));

    List<Element> reply = sts.call(bob, "GetSessionToken");

    assertEquals(
        "Credentials(AccessKeyId SecretAccessKey SessionToken Expiration)", outline(reply));
    assertEquals("2026-01-02T15:04:05Z", text(reply, "Credentials/Expiration"));
    assertTrue(text(reply, "Credentials/AccessKeyId").startsWith("ELAS"));
    CallerIdentity session = sts.caller(reply);
    assertEquals(bob.principal(), session.principal());
    assertEquals(Optional.empty(), session.session().orElseThrow().policies());
  }

  @ParameterizedTest
  @CsvSource({"900, 03:19:05", "129600, 15:04:05"})
  void a_user_may_say_how_long(String seconds, String expires) {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");

    assertEquals(
        expires,
        text(sts.call(bob, "GetSessionToken", "DurationSeconds", seconds), "Credentials/Expiration")
            .substring(11, 19));
  }

  @ParameterizedTest
  @CsvSource({"900, 03:19:05", "3600, 04:04:05", "3601, 04:04:05", "129600, 04:04:05"})
  void a_session_of_a_root_user_lasts_an_hour_at_most(String seconds, String expires) {
    assertEquals(
        "2026-01-02T" + expires + "Z",
        text(
            sts.call(TEST_ROOT, "GetSessionToken", "DurationSeconds", seconds),
            "Credentials/Expiration"));
    assertEquals(
        "2026-01-02T04:04:05Z",
        text(sts.call(TEST_ROOT, "GetSessionToken"), "Credentials/Expiration"));
  }

  @ParameterizedTest
  @CsvSource({
    "899, greater than or equal to 900",
    "-1, greater than or equal to 900",
    "129601, less than or equal to 129600"
  })
  void a_session_has_its_bounds(String seconds, String bound) {
    sts.invalid(
        "1 validation error detected: Value '"
            + seconds
            + "' at 'durationSeconds' failed to satisfy constraint: Member must have value "
            + bound,
        TEST_ROOT,
        "GetSessionToken",
        "DurationSeconds",
        seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"an hour", "", "99999999999"})
  void a_duration_is_a_number(String seconds) {
    sts.refuses(
        400,
        "MalformedInput",
        "Invalid Argument",
        TEST_ROOT,
        "GetSessionToken",
        "DurationSeconds",
        seconds);
  }

  @Test
  void multi_factor_authentication_is_not_supported() {
    sts.invalid(
        "Parameters not supported by this server: SerialNumber, TokenCode",
        TEST_ROOT,
        "GetSessionToken",
        "SerialNumber",
        "GAHT12345678",
        "TokenCode",
        "123456");
  }

  /** T-S06. */
  @Test
  void a_session_makes_no_other() {
    CallerIdentity session = sts.caller(sts.call(TEST_ROOT, "GetSessionToken"));

    for (CallerIdentity caller :
        List.of(
            session,
            sts.session(new Principal.AssumedRole(ACCOUNT, "/", "r", "AROAR", "s", Map.of())))) {
      sts.refuses(
          403,
          "AccessDenied",
          "Cannot call GetSessionToken with session credentials",
          caller,
          "GetSessionToken");
    }
    assertEquals(
        "arn:aws:iam::000000001234:root", text(sts.call(session, "GetCallerIdentity"), "Arn"));
  }
}
