package dev.ddblocal.auth.credentials;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs requests of one access key within one {@link CredentialScope}. It stands in
 * for the secret wherever signatures are verified: it gives the secret away to nobody and is worth
 * nothing outside its day, region and service.
 */
public final class SigningKey {
  /** The JCA name of the keyed hash that Signature Version 4 is made of. */
  public static final String MAC_ALGORITHM = "HmacSHA256";

  /** The length of a key in bytes. */
  public static final int BYTES = 32;

  private final SecretKeySpec key;

  private SigningKey(SecretKeySpec key) {
    this.key = key;
  }

  /** Derives the signing key: HMACs over date, region, service and terminator, chained. */
  public static SigningKey derive(SecretAccessKey secret, CredentialScope scope) {
    byte[] derivationKey = secret.derivationKey();
    try {
      Mac mac = Mac.getInstance(MAC_ALGORITHM);
      byte[] key = hmac(mac, derivationKey, scope.date());
      key = hmac(mac, key, scope.region().value());
      key = hmac(mac, key, scope.service());
      key = hmac(mac, key, CredentialScope.TERMINATOR);
      return new SigningKey(new SecretKeySpec(key, MAC_ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(MAC_ALGORITHM + " does not work in this JVM", e);
    } finally {
      Arrays.fill(derivationKey, (byte) 0);
    }
  }

  /**
   * The key of these bytes, which are copied: one that was derived elsewhere.
   *
   * @throws IllegalArgumentException unless there are {@link #BYTES} of them
   */
  public static SigningKey of(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a signing key has " + BYTES + " bytes");
    }
    return new SigningKey(new SecretKeySpec(key, MAC_ALGORITHM));
  }

  /** A copy of the key's bytes, for a server that verifies signatures on behalf of this one. */
  public byte[] bytes() {
    return key.getEncoded();
  }

  /** Keys the MAC with this key; its next result is a signature. */
  public void initialize(Mac mac) {
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(MAC_ALGORITHM + " takes no key in this JVM", e);
    }
  }

  private static byte[] hmac(Mac mac, byte[] key, String text) throws InvalidKeyException {
    mac.init(new SecretKeySpec(key, MAC_ALGORITHM));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SigningKey[hidden]";
  }
}
