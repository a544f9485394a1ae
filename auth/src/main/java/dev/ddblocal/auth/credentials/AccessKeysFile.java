package dev.ddblocal.auth.credentials;

import dev.ddblocal.auth.vault.EncryptedFile;
import dev.ddblocal.auth.vault.VaultAccess;
import dev.ddblocal.auth.vault.VaultException;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The access keys of an {@code access_keys.csv}, plain or encrypted ({@code access_keys.csv.enc}).
 * The file is read when it is opened and on {@link #reload()}, never because of a request.
 */
public final class AccessKeysFile implements CredentialResolver, AccountKeys {
  /** What the name of an encrypted file ends with. */
  public static final String ENCRYPTED_SUFFIX = ".enc";

  private final Path path;
  private final VaultAccess vaults;
  private volatile Content content;

  /** What the file says; replaced as a whole. */
  private record Content(AccessKeysCsv csv, LongTermCredentials credentials) {
    static Content of(AccessKeysCsv csv) {
      return new Content(csv, new LongTermCredentials(csv.keys()));
    }
  }

  private AccessKeysFile(Path path, VaultAccess vaults, AccessKeysCsv csv) {
    this.path = path;
    this.vaults = vaults;
    this.content = Content.of(csv);
  }

  /**
   * Reads the file.
   *
   * @param path the file, plain or encrypted
   * @param vaults the keys that it may be encrypted under
   * @throws AccessKeysFileException if it cannot be read or decrypted, if it lies there plain and
   *     encrypted, or naming the line that is wrong
   */
  public static AccessKeysFile open(Path path, VaultAccess vaults) throws AccessKeysFileException {
    return new AccessKeysFile(path, vaults, read(path, vaults));
  }

  /**
   * Reads a file that is not encrypted.
   *
   * @throws AccessKeysFileException if it cannot be read, or naming the line that is wrong
   */
  public static AccessKeysFile open(Path path) throws AccessKeysFileException {
    return open(path, VaultAccess.NONE);
  }

  /**
   * Reads the file again and replaces all keys at once. Requests see either the old keys or the new
   * ones; where reading fails the old ones stay.
   *
   * @throws AccessKeysFileException if the file cannot be read, or naming the line that is wrong
   */
  public void reload() throws AccessKeysFileException {
    content = Content.of(read(path, vaults));
  }

  /** What the operator should know of the keys in use, one line each. */
  public List<String> warnings() {
    return content.csv().warnings();
  }

  /** The number of keys in use. */
  public int size() {
    return content.credentials().size();
  }

  /** The account that a key of the file belongs to; empty if the file does not have the key. */
  public Optional<AccountId> accountOf(AccessKeyId id) {
    return content.credentials().accountOf(id);
  }

  /** The secret of a key; empty if the file does not have the key. */
  public Optional<SecretAccessKey> secretOf(AccessKeyId id) {
    return content.csv().keys().stream()
        .filter(key -> key.id().equals(id))
        .map(AccessKey::secret)
        .findFirst();
  }

  /** Whether the file has a key of the account. */
  public boolean hasKeyOf(AccountId account) {
    return content.csv().keys().stream().anyMatch(key -> key.accountId().equals(account));
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    return content.credentials().resolve(query);
  }

  @Override
  public CompletionStage<Optional<AccountKey>> keyOf(AccountId account) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(content.csv().encryption().get(account)));
  }

  private static AccessKeysCsv read(Path path, VaultAccess vaults) throws AccessKeysFileException {
    requireOneOfTwo(path);
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (!EncryptedFile.isOne(bytes)) {
        if (path.toString().endsWith(ENCRYPTED_SUFFIX)) {
          throw new VaultException("it is no encrypted file");
        }
        return AccessKeysCsv.parse(new String(bytes, StandardCharsets.UTF_8));
      }
      EncryptedFile file = EncryptedFile.parse(bytes);
      byte[] plain = file.open(vaults.of(file.kek()));
      try {
        return AccessKeysCsv.parse(new String(plain, StandardCharsets.UTF_8));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (NoSuchFileException e) {
      throw new AccessKeysFileException(path + " does not exist");
    } catch (IOException e) {
      throw new AccessKeysFileException(
          path + " cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (VaultException e) {
      throw new AccessKeysFileException(path + " cannot be decrypted: " + e.getMessage());
    } catch (AccessKeysFileException e) {
      throw new AccessKeysFileException(path + ", " + e.getMessage());
    }
  }

  /** A plain file beside the encrypted one leaves open which of them counts. */
  private static void requireOneOfTwo(Path path) throws AccessKeysFileException {
    String name = path.toString();
    Path other =
        name.endsWith(ENCRYPTED_SUFFIX)
            ? Path.of(name.substring(0, name.length() - ENCRYPTED_SUFFIX.length()))
            : Path.of(name + ENCRYPTED_SUFFIX);
    if (Files.exists(path) && Files.exists(other)) {
      throw new AccessKeysFileException(
          path + " and " + other + " are both there; remove the one that is not to be used");
    }
  }
}
