package dev.ddblocal.domain.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AES-256 key that seals bytes with GCM under random nonces. What was sealed is
 *
 * <pre>
 *   nonce 12 bytes | ciphertext | tag 16 bytes
 * </pre>
 *
 * <p>Safe for use by many threads. The key itself shows in no text.
 */
public final class SealingKey {
  /** The length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  /** How much longer than its content a sealed text is, in bytes. */
  public static final int OVERHEAD_BYTES = 12 + 16;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private SealingKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a sealing key has " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The key of these 32 bytes, which are copied. */
  public static SealingKey of(byte[] key) {
    return new SealingKey(key);
  }

  /** A new key. */
  public static SealingKey random() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return new SealingKey(bytes);
  }

  /** Reads a key as files have it: the Base64 of 32 bytes; empty if the text is none. */
  public static Optional<SealingKey> parse(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == KEY_BYTES ? Optional.of(new SealingKey(bytes)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The key's bytes, to be sealed by another key or printed where a new key is handed out. */
  public byte[] bytes() {
    return key.getEncoded();
  }

  /**
   * Seals bytes.
   *
   * @param plain what to seal
   * @param context what has to be given again to open them, and is not part of the result
   */
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0);
      cipher.updateAAD(context);
      byte[] sealed = Arrays.copyOf(nonce, OVERHEAD_BYTES + plain.length);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not there", e);
    }
  }

  /** Opens what was sealed by this key in the same context; empty for anything else. */
  public Optional<byte[]> open(byte[] sealed, byte[] context) {
    if (sealed.length < OVERHEAD_BYTES) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed, 0);
      cipher.updateAAD(context);
      return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] bytes, int nonceAt) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, bytes, nonceAt, NONCE_BYTES));
    return cipher;
  }

  /** Whether the other is the same key. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SealingKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "SealingKey[hidden]";
  }
}
