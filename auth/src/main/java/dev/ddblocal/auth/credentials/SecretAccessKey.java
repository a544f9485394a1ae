package dev.ddblocal.auth.credentials;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret access key. It never shows in a text form of itself or of what holds it. */
public final class SecretAccessKey {
  private static final int RANDOM_BYTES = 30;

  private final byte[] utf8;

  private SecretAccessKey(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * Takes a secret as its owner writes it.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public static SecretAccessKey of(String plainText) {
    if (plainText.isEmpty()) {
      throw new IllegalArgumentException("the secret access key is empty");
    }
    return new SecretAccessKey(plainText.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Takes the UTF-8 bytes of a secret, which are copied.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static SecretAccessKey ofBytes(byte[] utf8) {
    if (utf8.length == 0) {
      throw new IllegalArgumentException("the secret access key is empty");
    }
    return new SecretAccessKey(utf8.clone());
  }

  /** A new secret as AWS makes them: 30 random bytes in Base64, 40 characters. */
  public static SecretAccessKey random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new SecretAccessKey(Base64.getEncoder().encode(bytes));
  }

  /** The secret itself, to be shown to its owner once and to nobody else. */
  public String plainText() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** The secret's UTF-8 bytes, to be sealed; a copy that the caller may wipe. */
  public byte[] toBytes() {
    return utf8.clone();
  }

  /** The text {@code AWS4} and the secret, the first key of the signing key's derivation. */
  byte[] derivationKey() {
    byte[] key = new byte[4 + utf8.length];
    key[0] = 'A';
    key[1] = 'W';
    key[2] = 'S';
    key[3] = '4';
    System.arraycopy(utf8, 0, key, 4, utf8.length);
    return key;
  }

  @Override
  public String toString() {
    return "SecretAccessKey[hidden]";
  }
}
