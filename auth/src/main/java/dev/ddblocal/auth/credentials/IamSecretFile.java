package dev.ddblocal.auth.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The file that {@code IAM_SECRET_FILE} names: lines {@code NAME=value}, and comments that begin
 * with {@code #}. It has to be a regular file once symbolic links are followed, of 4 KiB at most,
 * that neither group nor world may write.
 *
 * <p>The file is looked at when it is polled, never because of a request.
 */
final class IamSecretFile {
  private static final Logger LOG = System.getLogger(IamSecretFile.class.getName());
  private static final int MOST_BYTES = 4_096;

  private final Path path;
  private final boolean strict;
  private boolean warnedOfReaders;

  /**
   * Names the file.
   *
   * @param path where it is
   * @param strict whether a file that the world may read is refused
   */
  IamSecretFile(Path path, boolean strict) {
    this.path = Objects.requireNonNull(path, "path is null");
    this.strict = strict;
  }

  /**
   * What tells one state of the file from another; all parts are null where there is none.
   *
   * @param realPath where it is once links are followed
   * @param modified when it was modified
   * @param size its size in bytes
   * @param key what the file system tells it from others by, on Unix its device and inode
   */
  record Stamp(Path realPath, FileTime modified, Long size, Object key) {}

  /** The state of the file now; reads no content. */
  Stamp stamp() {
    try {
      Path real = path.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      return new Stamp(
          real, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return new Stamp(null, null, null, null);
    }
  }

  /**
   * Reads the whole file.
   *
   * @throws IamAccountException if it cannot be trusted or used, without a word of its content
   */
  IamAccountCredentials read() throws IamAccountException {
    try {
      Path real = path.toRealPath();
      check(real);
      IamAccountCredentials credentials =
          IamAccountCredentials.read(variables(content(real)))
              .orElseThrow(() -> new IamAccountException("it has no credentials"));
      if (credentials.current().isEmpty()) {
        throw new IamAccountException(
            IamAccountCredentials.ACCESS_KEY
                + " and "
                + IamAccountCredentials.SECRET_KEY
                + " are missing");
      }
      return credentials;
    } catch (NoSuchFileException e) {
      throw new IamAccountException(path + " does not exist");
    } catch (IOException e) {
      throw new IamAccountException(
          path + " cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (IamAccountException e) {
      throw new IamAccountException(path + ": " + e.getMessage());
    }
  }

  private void check(Path real) throws IOException, IamAccountException {
    if (!Files.isRegularFile(real)) {
      throw new IamAccountException("it is no regular file");
    }
    if (!real.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(real);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IamAccountException("others than its owner may write it");
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      if (strict) {
        throw new IamAccountException("everybody may read it");
      }
      if (!warnedOfReaders) {
        LOG.log(Level.WARNING, "everybody may read the secret file " + path);
        warnedOfReaders = true;
      }
    }
  }

  private static String content(Path real) throws IOException, IamAccountException {
    try (InputStream in = Files.newInputStream(real)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IamAccountException("it is larger than " + MOST_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> variables(String content) throws IamAccountException {
    Map<String, String> variables = new HashMap<>();
    int number = 0;
    for (String line : content.lines().toList()) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      String name = equals < 0 ? "" : text.substring(0, equals).strip();
      if (!IamAccountCredentials.NAMES.contains(name)) {
        throw new IamAccountException(
            "line " + number + " is none of the variables that belong here");
      }
      if (variables.put(name, text.substring(equals + 1).strip()) != null) {
        throw new IamAccountException("line " + number + " sets " + name + " again");
      }
    }
    return variables;
  }

  /** Where the file is. */
  @Override
  public String toString() {
    return path.toString();
  }

  /** The file that the environment names, if it names one. */
  static Optional<IamSecretFile> of(Map<String, String> environment, boolean strict) {
    return Optional.ofNullable(environment.get(IamAccountCredentials.SECRET_FILE))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> new IamSecretFile(Path.of(text), strict));
  }
}
