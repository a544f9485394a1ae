package dev.ddblocal.http.tls;

import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;

/**
 * The certificate that the server shows, kept in step with its files. Files that cannot be used
 * change nothing, so that both may be replaced one after the other. Safe for use by many threads;
 * reads files on the caller's.
 */
public final class ServerCertificate {
  private static final Logger LOGGER = System.getLogger(ServerCertificate.class.getName());

  private final TlsFiles files;
  private final ReloadableKeyManager keyManager;
  private List<Fingerprint> seen;

  private ServerCertificate(
      TlsFiles files, ReloadableKeyManager keyManager, List<Fingerprint> seen) {
    this.files = files;
    this.keyManager = keyManager;
    this.seen = seen;
  }

  /**
   * Reads the files for the first time.
   *
   * @throws UnusableCertificateException if they cannot be used
   */
  public static ServerCertificate read(TlsFiles files) {
    // Before the files are read: what changes after is noticed the next time.
    List<Fingerprint> seen = fingerprints(files);
    return new ServerCertificate(files, new ReloadableKeyManager(ServerIdentity.read(files)), seen);
  }

  /**
   * What a server is given, once: it gives handshakes the certificate that is current at the time.
   */
  public KeyCertOptions options() {
    return new ReloadableKeyCertOptions(keyManager);
  }

  /** Reads the files again if they look as if they had changed. */
  public synchronized void reloadIfChanged() {
    if (!seen.equals(fingerprints(files))) {
      reload();
    }
  }

  /**
   * Reads the files again.
   *
   * @return whether they could be used; if not, the log says why and nothing has changed
   */
  public synchronized boolean reload() {
    seen = fingerprints(files);
    try {
      keyManager.use(ServerIdentity.read(files));
    } catch (UnusableCertificateException e) {
      LOGGER.log(Level.ERROR, "the certificate for TLS stays as it is: " + e.getMessage());
      return false;
    }
    LOGGER.log(
        Level.INFO,
        "the certificate for TLS was read: it is good until "
            + keyManager.identity().chain()[0].getNotAfter().toInstant());
    return true;
  }

  private static List<Fingerprint> fingerprints(TlsFiles files) {
    return List.of(fingerprint(files.certificate()), fingerprint(files.key()));
  }

  private static Fingerprint fingerprint(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Fingerprint(
          attributes.lastModifiedTime(),
          attributes.size(),
          Objects.requireNonNullElse(attributes.fileKey(), ""));
    } catch (IOException e) {
      return Fingerprint.NO_FILE;
    }
  }

  /** What changes with a file's content or when another takes its place. */
  private record Fingerprint(FileTime lastModified, long size, Object fileKey) {
    private static final Fingerprint NO_FILE = new Fingerprint(FileTime.fromMillis(0), -1, "");
  }
}
