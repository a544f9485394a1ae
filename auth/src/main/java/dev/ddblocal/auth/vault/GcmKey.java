package dev.ddblocal.auth.vault;

import dev.ddblocal.auth.vault.KeyVault.Wrapped;
import dev.ddblocal.domain.value.Bytes;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** A key that wraps others with AES-GCM, in this process or on a token. */
final class GcmKey {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private final SecretKey key;
  private final Optional<Provider> provider;

  /** A key in this process. */
  GcmKey(SecretKey key) {
    this.key = key;
    this.provider = Optional.empty();
  }

  /** A key that only the provider can use. */
  GcmKey(SecretKey key, Provider provider) {
    this.key = key;
    this.provider = Optional.of(provider);
  }

  Wrapped wrap(byte[] dataKey, byte[] context) throws VaultException {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
      cipher.updateAAD(context);
      return new Wrapped(Bytes.wrap(nonce), Bytes.wrap(cipher.doFinal(dataKey)));
    } catch (GeneralSecurityException | ProviderException e) {
      throw new VaultException("the key encryption key does not encrypt: " + reason(e), e);
    }
  }

  /** The data key; empty if it was wrapped by another key or in another context, or is damaged. */
  Optional<byte[]> unwrap(Wrapped wrapped, byte[] context) throws VaultException {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrapped.nonce().toArray());
      cipher.updateAAD(context);
      return Optional.of(cipher.doFinal(wrapped.ciphertext().toArray()));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException | ProviderException e) {
      throw new VaultException("the key encryption key does not decrypt: " + reason(e), e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher =
        provider.isPresent()
            ? Cipher.getInstance(TRANSFORMATION, provider.get())
            : Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static String reason(Exception failure) {
    return failure.getCause() == null || failure.getCause().getMessage() == null
        ? String.valueOf(failure.getMessage())
        : failure.getCause().getMessage();
  }
}
