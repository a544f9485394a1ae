package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.SessionFixture.ALICE;
import static dev.ddblocal.auth.sts.SessionFixture.USER_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeyIdCodec;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Session tokens: what was sealed opens again, and nothing else does. */
class SessionTokenSealerTest {
  private final SessionFixture sessions = new SessionFixture();

  static List<Principal> principals() {
    Principal.User plain = new Principal.User(ACCOUNT, "/team/", "Alice", "AIDAALICE", Map.of());
    return List.of(
        new Principal.Root(ACCOUNT),
        plain,
        new Principal.AssumedRole(ACCOUNT, "/p/", "Reader", "AROAREADER", "s@x", Map.of()),
        new Principal.FederatedUser(plain, "bob", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("principals")
  void what_is_sealed_opens_again(Principal principal) {
    SessionClaims claims =
        new SessionClaims(
            principal,
            Optional.of(USER_KEY),
            Instant.parse("2026-01-02T03:04:05Z"),
            Instant.parse("2026-01-02T04:04:05Z"),
            Optional.of(new SessionPolicies(List.of("{\"a\":\"\u00fc\"}", ""), List.of("arn:x"))),
            Map.of("k\u00e9y", "", "b", "2"),
            Set.of("b"),
            Optional.of("ann"));

    TemporaryCredentials credentials = sessions.seal(claims);

    OpenedSession opened = sessions.open(credentials.id(), credentials.sessionToken()).get();
    assertEquals(claims, opened.claims());
    assertEquals(credentials.secret().plainText(), opened.secret().plainText());
    assertEquals(Map.of("b", "2"), opened.claims().transitiveTags());
  }

  @Test
  void credentials_look_like_those_of_aws() {
    TemporaryCredentials one = sessions.alice();
    TemporaryCredentials other = sessions.alice();

    assertTrue(one.id().value().matches("ELAS[A-Z2-7]{16}"));
    assertEquals(Optional.of(ACCOUNT), AccessKeyIdCodec.accountOf(one.id()));
    assertEquals(40, one.secret().plainText().length());
    assertTrue(one.sessionToken().matches("[A-Za-z0-9_-]+"));
    assertNotEquals(one.id(), other.id());
    assertNotEquals(one.secret().plainText(), other.secret().plainText());
    assertNotEquals(one.sessionToken(), other.sessionToken());
    assertEquals(
        "ASIA",
        new SessionTokenSealer(sessions.ring, KeyPrefix.AWS)
            .seal(sessions.claims(ALICE, Optional.of(USER_KEY)))
            .toCompletableFuture()
            .join()
            .id()
            .value()
            .substring(0, 4));
  }

  /** T-S02: every bit of the token's bytes, hence of version, key id, nonce, claims and tag. */
  @Test
  void a_token_with_a_flipped_bit_never_opens() {
    TemporaryCredentials credentials = sessions.alice();
    byte[] bytes = Base64.getUrlDecoder().decode(credentials.sessionToken());
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);

      assertEquals(Optional.empty(), sessions.open(credentials.id(), token), "bit " + bit);
    }
  }

  /** T-S02: the text has bits that its bytes do not have. */
  @Test
  void a_token_with_any_other_character_never_opens() {
    TemporaryCredentials credentials = sessions.alice();
    String token = credentials.sessionToken();
    for (int i = 0; i < token.length(); i++) {
      for (char other : new char[] {'A', 'B', '_', '-', '=', '+', ' ', '\n', '\u00ff'}) {
        if (token.charAt(i) != other) {
          String changed = token.substring(0, i) + other + token.substring(i + 1);
          assertFalse(sessions.open(credentials.id(), changed).isPresent(), changed);
        }
      }
      for (int bit = 0; bit < 7; bit++) {
        char flipped = (char) (token.charAt(i) ^ 1 << bit);
        String changed = token.substring(0, i) + flipped + token.substring(i + 1);
        assertFalse(sessions.open(credentials.id(), changed).isPresent(), changed);
      }
    }
  }

  /** T-S02. */
  @Test
  void a_token_of_another_length_never_opens() {
    TemporaryCredentials credentials = sessions.alice();
    String token = credentials.sessionToken();
    List<String> others = new ArrayList<>(List.of(token + "A", token + "=", token + "==", " "));
    for (int length = 0; length < token.length(); length++) {
      others.add(token.substring(0, length));
      others.add(token.substring(token.length() - length));
    }
    for (String other : others) {
      assertFalse(sessions.open(credentials.id(), other).isPresent(), other);
    }
    assertTrue(sessions.open(credentials.id(), token).isPresent());
  }

  @Test
  void random_bytes_never_open() {
    AccessKeyId id = sessions.alice().id();
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[33 + random.nextInt(200)];
      random.nextBytes(bytes);
      bytes[0] = 1;
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertFalse(sessions.open(id, token).isPresent(), token);
    }
  }

  @Test
  void a_token_opens_with_its_own_access_key_id_only() {
    TemporaryCredentials one = sessions.alice();
    TemporaryCredentials other = sessions.alice();

    assertEquals(Optional.empty(), sessions.open(other.id(), one.sessionToken()));
    assertEquals(Optional.empty(), sessions.open(USER_KEY, one.sessionToken()));
  }

  @Test
  void nothing_of_the_credentials_shows_in_their_text_form() {
    TemporaryCredentials credentials = sessions.alice();
    String text = credentials + " " + credentials.toElement();

    assertFalse(text.contains(credentials.secret().plainText()), text);
    assertFalse(text.contains(credentials.sessionToken()), text);
  }
}
