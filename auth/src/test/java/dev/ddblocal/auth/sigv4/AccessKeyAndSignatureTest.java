package dev.ddblocal.auth.sigv4;

import static dev.ddblocal.auth.sigv4.SignedRequest.inHeader;
import static dev.ddblocal.auth.sigv4.SignedRequest.inQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.TestAccount;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose key it is and whether the signature is its. */
class AccessKeyAndSignatureTest {
  private static final CredentialResolver INACTIVE =
      query ->
          new TestAccount()
              .resolve(query)
              .thenApply(found ->
                  found.map(credential ->
                      new ResolvedCredential(
                          credential.principal(), KeyStatus.INACTIVE, credential.signingKey())));

  private final Authentication authentication = Authentication.enforcing();

  @Test
  void an_unknown_key_has_the_bodies_that_the_service_sends() {
    DynamoDbException error =
        authentication.refuses(inHeader().accessKey("AKIAIOSFODNN7EXAMPLE", "SECRET").build());

    assertEquals(3880715766L, Authentication.bodyCrc32(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cassandra",
        "access",
        "Access",
        "ACCESS\n",
        "ACC\u0000ESS",
        "ACCESS\u00e9",
        "' OR 1=1--",
        "{\"S\":\"x\"}",
        "SELECT*FROM\"t\"",
        "A",
        ""
      })
  void a_key_id_that_is_not_known_is_refused_whatever_it_looks_like(String keyId) {
    if (keyId.contains(" ")) {
      // In a header a blank would end the credential.
      authentication.refusesAccessKey(
          inQuery().accessKey(keyId, "SECRET").signedHeaders("host").presign("60", null));
    } else {
      authentication.refusesAccessKey(inHeader().accessKey(keyId, "SECRET").build());
    }
  }

  @Test
  void the_secret_of_another_key_does_not_match() {
    DynamoDbException error =
        authentication.refuses(inHeader().accessKey("ACCESS", "secret").build());

    assertEquals(1393778603L, Authentication.bodyCrc32(error));
  }

  static List<UnaryOperator<String>> brokenSignatures() {
    return List.of(
        right -> right.substring(1),
        right -> right + "0",
        right -> right.toUpperCase(Locale.ROOT),
        right -> "g".repeat(right.length()),
        right -> "0".repeat(right.length()),
        right -> "0",
        // The low byte of the first character is that of the right one.
        right -> (char) (right.charAt(0) + 0x100) + right.substring(1),
        right -> "0".repeat(4_000));
  }

  @ParameterizedTest
  @MethodSource("brokenSignatures")
  void a_signature_of_the_wrong_form_does_not_match(UnaryOperator<String> change) {
    authentication.refusesSignature(inHeader().signature(change).build());
  }

  @Test
  void a_signature_with_any_one_bit_flipped_does_not_match() {
    for (int bit = 0; bit < 256; bit++) {
      int flipped = bit;
      authentication.refusesSignature(
          inHeader()
              .signature(right -> {
                byte[] bytes = HexFormat.of().parseHex(right);
                bytes[flipped / 8] ^= (byte) (1 << flipped % 8);
                return HexFormat.of().formatHex(bytes);
              })
              .build());
    }
  }

  @Test
  void an_inactive_key_is_refused_like_an_unknown_one_right_or_wrong_its_signature() {
    Authentication inactive = Authentication.knowing(INACTIVE);

    inactive.refusesAccessKey(inHeader().build());
    inactive.refusesAccessKey(inHeader().accessKey("ACCESS", "wrong").build());
  }

  @Test
  void a_long_term_key_with_a_session_token_is_refused() {
    DynamoDbException error =
        authentication.refuses(inHeader().header("X-Amz-Security-Token", "token").build());

    assertEquals(2938339900L, Authentication.bodyCrc32(error));
    assertEquals(
        2938339900L,
        Authentication.bodyCrc32(
            authentication.refuses(inQuery().signedHeaders("host").presign("60", "token"))));
  }

  @Test
  void the_signature_is_looked_at_before_the_session_token() {
    authentication.refusesSignature(
        inHeader().accessKey("ACCESS", "wrong").header("X-Amz-Security-Token", "token").build());
  }

  @Test
  void an_empty_session_token_is_none() {
    authentication.accepts(inHeader().header("X-Amz-Security-Token", "").build());
    authentication.accepts(inQuery().signedHeaders("host").presign("60", ""));
  }

  @Test
  void a_resolver_that_fails_is_an_internal_error_and_never_an_unknown_key() {
    Authentication failing =
        Authentication.knowing(
            _ -> CompletableFuture.failedFuture(new IllegalStateException("no answer")));

    failing.refuses(inHeader().build(), ErrorCode.INTERNAL_SERVER_ERROR, "Internal server error");
  }

  @Test
  void answers_when_a_resolver_takes_its_time() {
    CompletableFuture<Void> signal = new CompletableFuture<>();
    TestAccount account = new TestAccount();
    SigV4Authenticator authenticator =
        new SigV4Authenticator(
            query -> signal.thenCompose(_ -> account.resolve(query)),
            InstantSource.fixed(Authentication.NOW),
            Authentication.SETTINGS);

    var answer = authenticator.authenticate(inHeader().build()).toCompletableFuture();

    assertEquals(false, answer.isDone());
    signal.complete(null);
    assertEquals("ACCESS", answer.join().accessKeyId());
  }
}
