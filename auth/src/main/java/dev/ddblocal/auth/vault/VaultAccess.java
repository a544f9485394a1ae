package dev.ddblocal.auth.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the operator keeps key encryption keys: a passphrase in a file, or a token.
 *
 * @param passphraseFile the file whose first line is the passphrase, if there is one
 * @param tokenConfiguration the configuration of the PKCS#11 provider, if there is a token
 * @param pinFile the file whose first line is the token's PIN
 * @param keyLabel the label of the key on the token
 */
public record VaultAccess(
    Optional<Path> passphraseFile,
    Optional<Path> tokenConfiguration,
    Optional<Path> pinFile,
    String keyLabel) {
  /** The label of the key on a token, unless the operator chose another. */
  public static final String DEFAULT_KEY_LABEL = "ddblocal-kek";

  /** No vault at all. */
  public static final VaultAccess NONE =
      new VaultAccess(Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_KEY_LABEL);

  private static final int LARGEST_FILE = 4096;

  /** Refuses missing parts. */
  public VaultAccess {
    Objects.requireNonNull(passphraseFile, "passphraseFile is null");
    Objects.requireNonNull(tokenConfiguration, "tokenConfiguration is null");
    Objects.requireNonNull(pinFile, "pinFile is null");
    Objects.requireNonNull(keyLabel, "keyLabel is null");
  }

  /**
   * The vault for a new file: on the token if there is one, where a missing key is made.
   *
   * @throws VaultException if there is neither a token nor a passphrase, or they cannot be used
   */
  public KeyVault forNewFile() throws VaultException {
    if (tokenConfiguration.isPresent()) {
      char[] pin = firstLine(requirePinFile());
      try {
        return Pkcs11Vault.openOrCreate(tokenConfiguration.get(), pin, keyLabel);
      } finally {
        Arrays.fill(pin, '\0');
      }
    }
    return PassphraseVault.create(passphrase());
  }

  /**
   * The vault that a file needs.
   *
   * @throws VaultException if the operator gave no such vault, or it cannot be used
   */
  public KeyVault of(KekDescription description) throws VaultException {
    return switch (description) {
      case KekDescription.Pbkdf2 derived -> PassphraseVault.of(passphrase(), derived);
      case KekDescription.Pkcs11(String label, String _) -> {
        Path configuration =
            tokenConfiguration.orElseThrow(
                () -> new VaultException("it is encrypted under a token's key: name the token"));
        char[] pin = firstLine(requirePinFile());
        try {
          yield Pkcs11Vault.open(configuration, pin, label);
        } finally {
          Arrays.fill(pin, '\0');
        }
      }
    };
  }

  private char[] passphrase() throws VaultException {
    return firstLine(
        passphraseFile.orElseThrow(
            () -> new VaultException("it is encrypted under a passphrase: name its file")));
  }

  private Path requirePinFile() throws VaultException {
    return pinFile.orElseThrow(() -> new VaultException("the token needs a file with its PIN"));
  }

  private static char[] firstLine(Path file) throws VaultException {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new VaultException(file + " is larger than " + LARGEST_FILE + " bytes");
      }
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      if (end == 0) {
        throw new VaultException("the first line of " + file + " is empty");
      }
      char[] line = new char[end];
      text.get(line);
      Arrays.fill(text.array(), '\0');
      return line;
    } catch (CharacterCodingException e) {
      throw new VaultException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new VaultException(file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
