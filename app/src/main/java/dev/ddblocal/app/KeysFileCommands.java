package dev.ddblocal.app;

import dev.ddblocal.app.Invocation.KeysCommand;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Settings;
import dev.ddblocal.auth.credentials.AccessKeysFile;
import dev.ddblocal.auth.credentials.AccessKeysFileException;
import dev.ddblocal.auth.vault.EncryptedFile;
import dev.ddblocal.auth.vault.VaultAccess;
import dev.ddblocal.auth.vault.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The commands of {@code ddb-local keys} on the access keys file. */
final class KeysFileCommands {
  private final Path path;
  private final VaultAccess vaults;

  KeysFileCommands(Settings settings) {
    path = settings.accessKeysFile();
    vaults = settings.vaults();
  }

  /**
   * Runs a command; answers what to print.
   *
   * @param newVault the key that {@link KeysCommand#REWRAP} changes to
   * @throws ConfigurationException if the file or a key cannot be used; no file has been changed
   */
  List<String> run(KeysCommand command, VaultAccess newVault) {
    try {
      return switch (command) {
        case CHECK -> check();
        case ENCRYPT -> encrypt();
        case DECRYPT -> decrypt();
        case REWRAP -> rewrap(newVault);
      };
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(e.getFile() + " does not exist", e);
    } catch (FileAlreadyExistsException e) {
      throw new ConfigurationException(e.getFile() + " is there already", e);
    } catch (IOException e) {
      throw new ConfigurationException(path + ": " + e, e);
    } catch (AccessKeysFileException e) {
      throw new ConfigurationException("access keys: " + e.getMessage(), e);
    } catch (VaultException e) {
      throw new ConfigurationException(path + ": " + e.getMessage(), e);
    }
  }

  private List<String> check() throws AccessKeysFileException {
    AccessKeysFile file = AccessKeysFile.open(path, vaults);
    List<String> lines = new ArrayList<>(file.warnings());
    lines.add(path + " can be used: " + file.size() + (file.size() == 1 ? " key" : " keys"));
    return lines;
  }

  private List<String> encrypt() throws IOException, AccessKeysFileException, VaultException {
    byte[] plain = Files.readAllBytes(path);
    if (EncryptedFile.isOne(plain)) {
      throw new VaultException("it is encrypted already");
    }
    // What could not be used afterwards is not worth encrypting.
    AccessKeysFile.open(path);
    Path encrypted = Path.of(path + AccessKeysFile.ENCRYPTED_SUFFIX);
    write(encrypted, EncryptedFile.seal(plain, vaults.forNewFile()).bytes());
    return List.of(
        encrypted + " is written. Remove " + path + ": a server starts with one of them only.");
  }

  private List<String> decrypt() throws IOException, VaultException {
    EncryptedFile file = EncryptedFile.parse(Files.readAllBytes(path));
    return new String(file.open(vaults.of(file.kek())), StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> rewrap(VaultAccess newVault) throws IOException, VaultException {
    EncryptedFile file = EncryptedFile.parse(Files.readAllBytes(path));
    EncryptedFile rewrapped = file.rewrap(vaults.of(file.kek()), newVault.forNewFile());
    Path beside = Path.of(path + ".new");
    write(beside, rewrapped.bytes());
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return List.of(path + " is encrypted under the new key.");
  }

  /** Writes a new file that its owner alone may read. */
  private static void write(Path file, byte[] content) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownersAlone =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownersAlone)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }
}
