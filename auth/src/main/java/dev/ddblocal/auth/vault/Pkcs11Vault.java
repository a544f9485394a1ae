package dev.ddblocal.auth.vault;

import dev.ddblocal.auth.vault.KekDescription.Pkcs11;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;

/**
 * A vault whose key is an AES-256 key on a token that is reached through PKCS#11. The key never
 * leaves the token; it is used at the start and for rotation only, so a slow token does no harm.
 */
public final class Pkcs11Vault implements KeyVault {
  private static final int KEY_BITS = 256;

  private final Pkcs11 description;
  private final GcmKey key;

  private Pkcs11Vault(Pkcs11 description, SecretKey key, Provider provider) {
    this.description = description;
    this.key = new GcmKey(key, provider);
  }

  /**
   * Uses the key of that label.
   *
   * @param configuration a configuration file of the JDK's provider SunPKCS11: the library, the
   *     slot, and the attributes of keys
   * @param pin the token's user PIN
   * @param label the key's label
   * @throws VaultException if there is no such token, PIN or key
   */
  public static Pkcs11Vault open(Path configuration, char[] pin, String label)
      throws VaultException {
    return open(configuration, pin, label, false);
  }

  /**
   * Uses the key of that label; makes it if the token has none.
   *
   * @throws VaultException if there is no such token or PIN, or the token makes no such key
   */
  public static Pkcs11Vault openOrCreate(Path configuration, char[] pin, String label)
      throws VaultException {
    return open(configuration, pin, label, true);
  }

  private static Pkcs11Vault open(Path configuration, char[] pin, String label, boolean create)
      throws VaultException {
    Provider provider = provider(configuration);
    try {
      KeyStore token = KeyStore.getInstance("PKCS11", provider);
      token.load(null, pin);
      Optional<SecretKey> present = key(token, label);
      if (present.isEmpty() && !create) {
        throw new VaultException("the token has no key with the label " + label);
      }
      SecretKey key = present.isPresent() ? present.get() : make(token, provider, label);
      return new Pkcs11Vault(new Pkcs11(label, provider.getName()), key, provider);
    } catch (IOException | UnrecoverableKeyException e) {
      throw new VaultException(
          isRefusedPin(e)
              ? "the token refuses the PIN"
              : "the token cannot be opened: " + e.getMessage(),
          e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new VaultException("the token cannot be used: " + e.getMessage(), e);
    }
  }

  private static boolean isRefusedPin(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LoginException || "CKR_PIN_INCORRECT".equals(cause.getMessage())) {
        return true;
      }
    }
    return false;
  }

  private static Provider provider(Path configuration) throws VaultException {
    if (!Files.isReadable(configuration)) {
      throw new VaultException(configuration + " cannot be read");
    }
    Provider base = Security.getProvider("SunPKCS11");
    if (base == null) {
      throw new VaultException("this Java runtime has no PKCS#11 provider");
    }
    try {
      return base.configure(configuration.toString());
    } catch (InvalidParameterException | ProviderException e) {
      throw new VaultException(
          "the PKCS#11 configuration " + configuration + " is refused: " + reason(e), e);
    }
  }

  private static String reason(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  private static Optional<SecretKey> key(KeyStore token, String label)
      throws GeneralSecurityException {
    return token.getKey(label, null) instanceof SecretKey key ? Optional.of(key) : Optional.empty();
  }

  private static SecretKey make(KeyStore token, Provider provider, String label)
      throws GeneralSecurityException, VaultException {
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(KEY_BITS);
    token.setEntry(label, new KeyStore.SecretKeyEntry(generator.generateKey()), null);
    return key(token, label)
        .orElseThrow(() -> new VaultException("the token does not keep the key " + label));
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
        .orElseThrow(() ->
            new VaultException(
                "the token's key is another one than the file was encrypted under, or the file is"
                    + " damaged"));
  }
}
