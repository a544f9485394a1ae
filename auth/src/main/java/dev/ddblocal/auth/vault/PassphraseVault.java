package dev.ddblocal.auth.vault;

import dev.ddblocal.auth.vault.KekDescription.Pbkdf2;
import dev.ddblocal.domain.value.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A vault whose key is derived from a passphrase. */
public final class PassphraseVault implements KeyVault {
  /** How often the hash is applied for new files. */
  public static final int ITERATIONS = 600_000;

  private static final int LEAST_ITERATIONS = 100_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;

  private final Pbkdf2 description;
  private final GcmKey key;

  private PassphraseVault(Pbkdf2 description, SecretKey key) {
    this.description = description;
    this.key = new GcmKey(key);
  }

  /** A vault for a new file, under a new salt. */
  public static PassphraseVault create(char[] passphrase) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return derive(passphrase, new Pbkdf2(Bytes.wrap(salt), ITERATIONS));
  }

  /**
   * The vault that a file's header describes; whether the passphrase is right shows when something
   * is unwrapped.
   *
   * @throws VaultException if no file of ours has such a header
   */
  public static PassphraseVault of(char[] passphrase, Pbkdf2 description) throws VaultException {
    if (description.salt().length() == 0
        || description.iterations() < LEAST_ITERATIONS
        || description.iterations() > MOST_ITERATIONS) {
      throw new VaultException("its header is damaged");
    }
    return derive(passphrase, description);
  }

  private static PassphraseVault derive(char[] passphrase, Pbkdf2 description) {
    PBEKeySpec spec =
        new PBEKeySpec(
            passphrase, description.salt().toArray(), description.iterations(), KEY_BITS);
    try {
      byte[] derived =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      PassphraseVault vault = new PassphraseVault(description, new SecretKeySpec(derived, "AES"));
      Arrays.fill(derived, (byte) 0);
      return vault;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 is not there", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public KekDescription description() {
    return description;
  }

  @Override
  public Wrapped wrap(byte[] dataKey, byte[] context) throws VaultException {
    return key.wrap(dataKey, context);
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, byte[] context) throws VaultException {
    return key.unwrap(wrapped, context)
        .orElseThrow(() -> new VaultException("the passphrase is wrong, or the file is damaged"));
  }
}
