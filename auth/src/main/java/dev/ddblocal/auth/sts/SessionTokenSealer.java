package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeyIdCodec;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.domain.encryption.SealingKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes temporary credentials that nobody has to remember: all that is to be known of a session is
 * sealed into its token, and its secret is derived from the token.
 *
 * <pre>
 *   token  = base64url( 0x01 | key id 4 | nonce 12 | AES-256-GCM of the claims | tag 16 )
 *            with the access key id as additional data
 *   secret = first 40 characters of base64( HMAC-SHA256(key, access key id, nonce) )
 * </pre>
 */
public final class SessionTokenSealer {
  /** The longest session token there is, in characters. */
  static final int MAX_TOKEN_LENGTH = 4_096;

  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + StsKey.ID_BYTES;
  private static final int NONCE_BYTES = 12;
  private static final int PERCENT = 100;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final StsKeyRing keys;
  private final KeyPrefix prefix;
  private final SecureRandom random = new SecureRandom();

  /**
   * Creates the sealer.
   *
   * @param keys what tokens are sealed with
   * @param prefix what the ids of temporary credentials begin with
   */
  public SessionTokenSealer(StsKeyRing keys, KeyPrefix prefix) {
    this.keys = Objects.requireNonNull(keys, "keys is null");
    this.prefix = Objects.requireNonNull(prefix, "prefix is null");
  }

  /**
   * Makes credentials for a session.
   *
   * @return the credentials, whose token may be longer than {@link #MAX_TOKEN_LENGTH}: such a token
   *     opens nowhere
   */
  CompletionStage<TemporaryCredentials> seal(SessionClaims claims) {
    return keys.current().thenApply(key -> seal(key, claims));
  }

  /**
   * Opens a token.
   *
   * @param id the access key id that it came with
   * @return the session, or empty if the token was not sealed here and for this access key id
   */
  CompletionStage<Optional<OpenedSession>> open(AccessKeyId id, String token) {
    Optional<byte[]> bytes = bytes(token);
    if (bytes.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    byte[] keyId = Arrays.copyOfRange(bytes.get(), 1, HEADER_BYTES);
    return keys.find(keyId).thenApply(key -> key.flatMap(found -> open(found, id, bytes.get())));
  }

  /** How much of the longest token a token takes up, in percent and rounded up. */
  static int packedSize(String token) {
    return Math.ceilDiv(token.length() * PERCENT, MAX_TOKEN_LENGTH);
  }

  private TemporaryCredentials seal(StsKey key, SessionClaims claims) {
    AccessKeyId id =
        AccessKeyIdCodec.encodeSession(prefix, claims.principal().accountId(), random.nextLong());
    byte[] sealed = key.sealing().seal(SessionClaimsCodec.encode(claims), context(id));
    byte[] token =
        ByteBuffer.allocate(HEADER_BYTES + sealed.length)
            .put(VERSION)
            .put(key.id())
            .put(sealed)
            .array();
    return new TemporaryCredentials(
        id,
        key.secret(id.value(), Arrays.copyOf(sealed, NONCE_BYTES)),
        ENCODER.encodeToString(token),
        claims.expiresAt());
  }

  private static Optional<OpenedSession> open(StsKey key, AccessKeyId id, byte[] token) {
    byte[] sealed = Arrays.copyOfRange(token, HEADER_BYTES, token.length);
    return key.sealing()
        .open(sealed, context(id))
        .map(claims ->
            new OpenedSession(
                SessionClaimsCodec.decode(claims),
                key.secret(id.value(), Arrays.copyOf(sealed, NONCE_BYTES))));
  }

  /** The bytes of a token; empty if it cannot be one. */
  private static Optional<byte[]> bytes(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // A decoder overlooks padding and bits at the end: only the one text that was issued is good.
    boolean plausible =
        bytes.length >= HEADER_BYTES + SealingKey.OVERHEAD_BYTES
            && bytes[0] == VERSION
            && ENCODER.encodeToString(bytes).equals(token);
    return plausible ? Optional.of(bytes) : Optional.empty();
  }

  private static byte[] context(AccessKeyId id) {
    return ("ddblocal-sts-v1|" + id).getBytes(StandardCharsets.UTF_8);
  }
}
