package dev.ddblocal.app.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where identities come from.
 *
 * @param environment the environment variables that name the IAM account and the control plane,
 *     such as {@code IAM_ACCOUNT_ID}; some are secrets
 * @param listen where data planes reach this server's control plane, if anywhere
 * @param certificateAuthorities the certificates that a data plane trusts its control plane by;
 *     empty for Java's own
 * @param cacheLimit how long a data plane lets known callers in while it cannot reach its control
 *     plane
 * @param strictFiles whether files of secrets that everybody can read are refused
 */
public record ControlConfiguration(
    Map<String, String> environment,
    Optional<ServerEndpoint> listen,
    Optional<Path> certificateAuthorities,
    Duration cacheLimit,
    boolean strictFiles) {
  /** Copies the map. */
  public ControlConfiguration {
    environment = Map.copyOf(environment);
    Objects.requireNonNull(listen, "listen is null");
    Objects.requireNonNull(certificateAuthorities, "certificateAuthorities is null");
    Objects.requireNonNull(cacheLimit, "cacheLimit is null");
  }

  /** Reads the settings. */
  static ControlConfiguration of(Settings settings) {
    return new ControlConfiguration(
        settings.identityEnvironment(),
        settings.value(Setting.CONTROL_LISTEN).optionalEndpoint(),
        settings.value(Setting.CONTROL_CA).optionalPath(),
        settings.value(Setting.AUTH_CACHE_HARD_TTL).durationOfAtLeast(Duration.ofSeconds(1)),
        settings.value(Setting.STRICT_FILES).truth());
  }

  /** Leaves the values of the environment out: some are secrets. */
  @Override
  public String toString() {
    return "ControlConfiguration[" + environment.keySet() + ", listen=" + listen + "]";
  }
}
