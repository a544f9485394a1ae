package dev.ddblocal.app.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What protects the way to the server.
 *
 * @param certificate the certificate chain and its key, where listeners speak TLS
 * @param trustedProxies addresses or CIDR blocks that may say where a request came from
 */
public record TransportSecurity(Optional<Certificate> certificate, List<String> trustedProxies) {
  /** Copies the list. */
  public TransportSecurity {
    Objects.requireNonNull(certificate, "certificate is null");
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Two files.
   *
   * @param chain the certificate chain as PEM
   * @param key its private key as PEM
   */
  public record Certificate(Path chain, Path key) {
    /** Refuses missing parts. */
    public Certificate {
      Objects.requireNonNull(chain, "chain is null");
      Objects.requireNonNull(key, "key is null");
    }
  }

  /** Reads the settings. */
  static TransportSecurity of(Settings settings) {
    Optional<Path> chain = settings.value(Setting.TLS_CERT).optionalPath();
    Optional<Path> key = settings.value(Setting.TLS_KEY).optionalPath();
    if (chain.isPresent() != key.isPresent()) {
      throw new ConfigurationException(
          Setting.TLS_CERT.flag() + " and " + Setting.TLS_KEY.flag() + " go together");
    }
    return new TransportSecurity(
        chain.map(file -> new Certificate(file, key.orElseThrow())),
        settings.value(Setting.TRUSTED_PROXIES).list());
  }
}
