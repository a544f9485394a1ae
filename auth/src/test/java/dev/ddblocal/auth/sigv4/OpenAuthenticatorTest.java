package dev.ddblocal.auth.sigv4;

import static dev.ddblocal.auth.sigv4.Requests.header;
import static dev.ddblocal.auth.sigv4.Requests.plus;
import static dev.ddblocal.auth.sigv4.Requests.unsigned;
import static dev.ddblocal.auth.sigv4.SignedRequest.inHeader;
import static dev.ddblocal.auth.sigv4.SignedRequest.inQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Open mode: signatures are read and not verified. */
class OpenAuthenticatorTest {
  private static final String KNOWN = "AKIAIOSFODNN7EXAMPLE";
  private static final AccountId ACCOUNT = new AccountId("111122223333");
  private static final Region DEFAULT = Authentication.DEFAULT_REGION;

  private static final CredentialResolver ONE_KEY =
      query ->
          CompletableFuture.completedFuture(
              Optional.of(query.id())
                  .filter(known -> known.value().equals(KNOWN))
                  .map(_ ->
                      new ResolvedCredential(
                          new Principal.Root(ACCOUNT),
                          KeyStatus.ACTIVE,
                          SigningKey.derive(SecretAccessKey.of("secret"), query.scope()))));

  private final Authentication authentication =
      new Authentication(
          AuthMode.OPEN.authenticator(
              ONE_KEY, InstantSource.fixed(Authentication.NOW), Authentication.SETTINGS));

  static List<UnverifiedRequest> withoutSignature() {
    return List.of(
        unsigned(""),
        unsigned("", header("Authorization", "Bearer x")),
        unsigned("", header("Authorization", "AWS k:s")));
  }

  @ParameterizedTest
  @MethodSource("withoutSignature")
  void a_request_without_a_signature_belongs_to_the_test_account_in_the_default_region(
      UnverifiedRequest request) {
    assertEquals(caller(AccountId.TEST, "", DEFAULT), authentication.accepts(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "AKIAUNKNOWN777777777", "ACCESS", "a.b"})
  void a_key_nobody_knows_belongs_to_the_test_account_in_its_own_region(String keyId) {
    assertEquals(
        caller(AccountId.TEST, keyId, new Region("eu-west-3")),
        authentication.accepts(inHeader().accessKey(keyId, "x").region("eu-west-3").build()));
  }

  @Test
  void a_known_key_belongs_to_its_account_whatever_its_signature() {
    CallerIdentity expected = caller(ACCOUNT, KNOWN, new Region("us-west-2"));

    assertEquals(expected, authentication.accepts(inHeader().accessKey(KNOWN, "wrong").build()));
    assertEquals(
        expected,
        authentication.accepts(
            inQuery().accessKey(KNOWN, "wrong").signedHeaders("host").presign("60", "token")));
  }

  @Test
  void nothing_but_the_parts_of_a_signature_is_looked_at() {
    UnverifiedRequest request =
        inHeader()
            .accessKey(KNOWN, "wrong")
            .timestamp("long-ago")
            .service("s3")
            .terminator("x")
            .algorithm("AWS4-NONE")
            .signedHeaders("x")
            .signature(_ -> "x")
            .header("X-Amz-Security-Token", "token")
            .build();

    assertEquals(caller(ACCOUNT, KNOWN, new Region("us-west-2")), authentication.accepts(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "", "nowhere", "US-EAST-1"})
  void a_scope_without_a_region_is_in_the_default_region(String region) {
    assertEquals(DEFAULT, authentication.accepts(inHeader().region(region).build()).region());
  }

  @Test
  void a_region_that_is_not_served_gives_way_to_the_default_region() {
    Authentication limited =
        new Authentication(
            AuthMode.OPEN.authenticator(
                ONE_KEY,
                InstantSource.fixed(Authentication.NOW),
                Authentication.settings(AuthenticationSettings.DEFAULT_MAX_SKEW, Set.of(DEFAULT))));

    assertEquals(DEFAULT, limited.accepts(inHeader().build()).region());
  }

  static List<UnverifiedRequest> malformed() {
    return List.of(
        unsigned("", header("Authorization", "AWS4-HMAC-SHA256")),
        unsigned("X-Amz-Algorithm"),
        plus(inHeader().build(), "Authorization", inHeader().authorization()),
        plus(inHeader().build(), "X-Amz-Date", "x"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void a_signature_that_lacks_a_part_is_refused(UnverifiedRequest request) {
    assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, authentication.refuses(request).code());
  }

  @Test
  void a_resolver_that_fails_is_an_internal_error() {
    Authentication failing =
        new Authentication(
            AuthMode.OPEN.authenticator(
                _ -> CompletableFuture.failedFuture(new IllegalStateException("no answer")),
                InstantSource.fixed(Authentication.NOW),
                Authentication.SETTINGS));

    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, failing.refuses(inHeader().build()).code());
  }

  private static CallerIdentity caller(AccountId account, String keyId, Region region) {
    return new CallerIdentity(new Principal.Root(account), keyId, region);
  }
}
