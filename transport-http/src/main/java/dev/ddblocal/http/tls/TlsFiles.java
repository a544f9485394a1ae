package dev.ddblocal.http.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The files that TLS takes, in PEM.
 *
 * @param certificate the server's certificate, followed by those that lead to a root that clients
 *     trust, if there are any between
 * @param key the certificate's private key, not encrypted: PKCS #8, PKCS #1 or SEC 1
 * @param pollInterval how often is looked whether the files have changed
 */
public record TlsFiles(Path certificate, Path key, Duration pollInterval) {
  private static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(5);

  /** Refuses missing parts and an interval of less than a millisecond. */
  public TlsFiles {
    Objects.requireNonNull(certificate, "certificate is null");
    Objects.requireNonNull(key, "key is null");
    if (pollInterval.toMillis() < 1) {
      throw new IllegalArgumentException("pollInterval is less than a millisecond");
    }
  }

  /** Files that are looked at every 5 seconds. */
  public TlsFiles(Path certificate, Path key) {
    this(certificate, key, DEFAULT_POLL_INTERVAL);
  }
}
