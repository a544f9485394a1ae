package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.encryption.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of the ring: it seals session tokens, and the secrets of sessions are derived from it. */
final class StsKey {
  /** The length of a key's id in bytes. */
  static final int ID_BYTES = 4;

  private static final String MAC_ALGORITHM = "HmacSHA256";
  private static final int SECRET_LENGTH = 40;

  private final byte[] id;
  private final Instant createdAt;
  private final SealingKey master;
  private final SealingKey sealing;
  private final SecretKeySpec deriving;

  /**
   * Creates the key.
   *
   * @param id its id, four bytes
   * @param createdAt when it was made
   * @param master what everything is derived from
   */
  StsKey(byte[] id, Instant createdAt, SealingKey master) {
    if (id.length != ID_BYTES) {
      throw new IllegalArgumentException("a key id has " + ID_BYTES + " bytes");
    }
    this.id = id.clone();
    this.createdAt = createdAt;
    this.master = master;
    SecretKeySpec masterKey = new SecretKeySpec(master.bytes(), MAC_ALGORITHM);
    this.sealing = SealingKey.of(hmac(masterKey, "seal"));
    this.deriving = new SecretKeySpec(hmac(masterKey, "derive"), MAC_ALGORITHM);
  }

  /** The id as sort keys have it. */
  String hexId() {
    return HexFormat.of().formatHex(id);
  }

  /** The id as it stands in tokens. */
  byte[] id() {
    return id.clone();
  }

  Instant createdAt() {
    return createdAt;
  }

  /** What has to be kept of the key. */
  SealingKey master() {
    return master;
  }

  /** What tokens are sealed with. */
  SealingKey sealing() {
    return sealing;
  }

  /** The secret of the session that has this access key id and whose token has this nonce. */
  SecretAccessKey secret(String accessKeyId, byte[] nonce) {
    String context = "secret|" + accessKeyId + "|" + HexFormat.of().formatHex(nonce);
    String base64 = Base64.getEncoder().encodeToString(hmac(deriving, context));
    return SecretAccessKey.of(base64.substring(0, SECRET_LENGTH));
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC_ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(MAC_ALGORITHM + " does not work in this JVM", e);
    }
  }

  /** Says nothing of the key but its id. */
  @Override
  public String toString() {
    return "StsKey[" + hexId() + "]";
  }
}
