package dev.ddblocal.auth.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The access keys of an {@code access_keys.csv}. The file is read when it is opened and on {@link
 * #reload()}, never because of a request.
 */
public final class AccessKeysFile implements CredentialResolver {
  private final Path path;
  private volatile LongTermCredentials credentials;
  private volatile List<String> warnings;

  private AccessKeysFile(Path path, AccessKeysCsv csv) {
    this.path = path;
    this.credentials = new LongTermCredentials(csv.keys());
    this.warnings = csv.warnings();
  }

  /**
   * Reads the file.
   *
   * @throws AccessKeysFileException if it cannot be read, or naming the line that is wrong
   */
  public static AccessKeysFile open(Path path) throws AccessKeysFileException {
    return new AccessKeysFile(path, read(path));
  }

  /**
   * Reads the file again and replaces all keys at once. Requests see either the old keys or the new
   * ones; where reading fails the old ones stay.
   *
   * @throws AccessKeysFileException if the file cannot be read, or naming the line that is wrong
   */
  public void reload() throws AccessKeysFileException {
    AccessKeysCsv csv = read(path);
    credentials = new LongTermCredentials(csv.keys());
    warnings = csv.warnings();
  }

  /** What the operator should know of the keys in use, one line each. */
  public List<String> warnings() {
    return warnings;
  }

  /** Whether a key of that id is in use. */
  public boolean contains(AccessKeyId id) {
    return credentials.contains(id);
  }

  /** The number of keys in use. */
  public int size() {
    return credentials.size();
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    return credentials.resolve(query);
  }

  private static AccessKeysCsv read(Path path) throws AccessKeysFileException {
    try {
      return AccessKeysCsv.parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new AccessKeysFileException(path + " does not exist");
    } catch (IOException e) {
      throw new AccessKeysFileException(
          path + " cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (AccessKeysFileException e) {
      throw new AccessKeysFileException(path + ", " + e.getMessage());
    }
  }
}
