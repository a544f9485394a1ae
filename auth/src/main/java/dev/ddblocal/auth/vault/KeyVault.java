package dev.ddblocal.auth.vault;

import java.util.Arrays;

/**
 * Keeps a key encryption key and lends it for wrapping data keys: with AES-256-GCM, since that is
 * what hardware tokens offer through PKCS#11.
 */
public interface KeyVault {
  /** How a file's header says which key it was. */
  KekDescription description();

  /**
   * Wraps a data key.
   *
   * @param key the data key
   * @param context what has to be given again to unwrap it
   * @throws VaultException if the vault does not do it
   */
  Wrapped wrap(byte[] key, byte[] context) throws VaultException;

  /**
   * Unwraps a data key.
   *
   * @throws VaultException if it was not wrapped by this key in this context
   */
  byte[] unwrap(Wrapped wrapped, byte[] context) throws VaultException;

  /**
   * A wrapped data key.
   *
   * @param nonce the nonce, 12 bytes
   * @param ciphertext the ciphertext and its tag
   */
  record Wrapped(byte[] nonce, byte[] ciphertext) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Wrapped that
          && Arrays.equals(nonce, that.nonce)
          && Arrays.equals(ciphertext, that.ciphertext);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(nonce) + Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
      return "Wrapped[" + ciphertext.length + " bytes]";
    }
  }
}
