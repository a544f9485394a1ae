package dev.ddblocal.auth.control;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a data plane asks its control plane.
 *
 * @param endpoints where it is
 * @param iamAccount the IAM account, which no data plane serves
 * @param region the region that requests are signed for
 * @param authorities a PEM file of the certificate authorities to trust; empty for the JVM's own
 * @param timeouts how long to wait
 * @param caching how long answers are good and how much is asked
 * @param instanceId names this process; another one for each start
 */
public record ControlPlaneSettings(
    ControlPlaneEndpoints endpoints,
    AccountId iamAccount,
    Region region,
    Optional<Path> authorities,
    Timeouts timeouts,
    Caching caching,
    String instanceId) {
  /** Refuses missing parts. */
  public ControlPlaneSettings {
    Objects.requireNonNull(endpoints, "endpoints is null");
    Objects.requireNonNull(iamAccount, "iamAccount is null");
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(authorities, "authorities is null");
    Objects.requireNonNull(timeouts, "timeouts is null");
    Objects.requireNonNull(caching, "caching is null");
    Objects.requireNonNull(instanceId, "instanceId is null");
  }

  /**
   * How long to wait.
   *
   * @param connect for a connection
   * @param total for an answer, each of the two times it is asked for
   * @param watch for the answer to WatchInvalidations, which the control plane holds back
   * @param pause between two attempts to watch if the first failed
   */
  public record Timeouts(Duration connect, Duration total, Duration watch, Duration pause) {
    /** What the specification says. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            InvalidationFeed.DEFAULT_WAIT.plusSeconds(10),
            Duration.ofSeconds(1));
  }

  /**
   * How long answers are good and how much is asked.
   *
   * @param signingKeyFresh how long a signing key is used without asking again
   * @param policiesFresh the same for policies
   * @param hardLimit how long either is used while the control plane cannot be asked
   * @param negative how long an unknown key is held to be unknown
   * @param missesPerSource questions about unknown keys in a second for one client address
   * @param missesInTotal questions about unknown keys in a second
   */
  public record Caching(
      Duration signingKeyFresh,
      Duration policiesFresh,
      Duration hardLimit,
      Duration negative,
      int missesPerSource,
      int missesInTotal) {
    /** What the specification says. */
    public static final Caching DEFAULT =
        new Caching(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            50,
            500);

    /** The same with another hard limit, {@code DDB_AUTH_CACHE_HARD_TTL}. */
    public Caching withHardLimit(Duration limit) {
      return new Caching(
          signingKeyFresh, policiesFresh, limit, negative, missesPerSource, missesInTotal);
    }
  }
}
