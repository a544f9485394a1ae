package dev.ddblocal.auth.vault;

import dev.ddblocal.domain.value.Bytes;

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
  record Wrapped(Bytes nonce, Bytes ciphertext) {
    @Override
    public String toString() {
      return "Wrapped[" + ciphertext.length() + " bytes]";
    }
  }
}
