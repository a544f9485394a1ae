package dev.ddblocal.http;

import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.http.tls.TlsFiles;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of the front door.
 *
 * @param address where the APIs are served
 * @param controlAddress where the internal API of a control plane is served, beside all that is
 *     served at {@code address}; without TLS it must be a loopback address
 * @param managementAddress where health, readiness and metrics are served besides; on a loopback
 *     {@code address} they are served there in any case
 * @param tls the certificate for {@code address} and {@code controlAddress}; empty for plain HTTP.
 *     The management address is always plain HTTP
 * @param trustedProxies whose word on a request's origin is believed
 * @param eventLoops how many event loops serve connections, at least 1
 * @param defaultRegion the region that {@code GET /} names
 * @param requestTimeout how long a request may take to arrive, on top of the time that its bytes
 *     take at 16 KiB/s; a connection whose request takes longer is closed
 * @param idleTimeout how long a connection may stay silent between requests before it is closed
 * @param unauthenticatedBytes how many bytes of bodies may wait for their authentication at any
 *     time, over all connections; requests beyond that are answered 503
 */
public record HttpSettings(
    ListenAddress address,
    Optional<ListenAddress> controlAddress,
    Optional<ListenAddress> managementAddress,
    Optional<TlsFiles> tls,
    TrustedProxies trustedProxies,
    int eventLoops,
    Region defaultRegion,
    Duration requestTimeout,
    Duration idleTimeout,
    long unauthenticatedBytes) {
  private static final long DEFAULT_UNAUTHENTICATED_BYTES = 256L << 20;

  /** Refuses missing parts and numbers below their least. */
  public HttpSettings {
    Objects.requireNonNull(address, "address is null");
    Objects.requireNonNull(controlAddress, "controlAddress is null");
    Objects.requireNonNull(managementAddress, "managementAddress is null");
    Objects.requireNonNull(tls, "tls is null");
    Objects.requireNonNull(trustedProxies, "trustedProxies is null");
    Objects.requireNonNull(defaultRegion, "defaultRegion is null");
    requirePositive(requestTimeout, "requestTimeout");
    requirePositive(idleTimeout, "idleTimeout");
    if (eventLoops < 1) {
      throw new IllegalArgumentException("at least one event loop is needed");
    }
    if (unauthenticatedBytes < 1) {
      throw new IllegalArgumentException("unauthenticatedBytes is not positive");
    }
  }

  /** The defaults for an address: one event loop, 60 seconds for a request, 5 minutes idle. */
  public static HttpSettings on(ListenAddress address, Region defaultRegion) {
    return new HttpSettings(
        address,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TrustedProxies.NONE,
        1,
        defaultRegion,
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        DEFAULT_UNAUTHENTICATED_BYTES);
  }

  /** These settings with a control address. */
  public HttpSettings withControlAddress(Optional<ListenAddress> controlAddress) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  /** These settings with a management address. */
  public HttpSettings withManagementAddress(Optional<ListenAddress> managementAddress) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  /** These settings with TLS, or without it. */
  public HttpSettings withTls(Optional<TlsFiles> tls) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  /** These settings with other trusted proxies. */
  public HttpSettings withTrustedProxies(TrustedProxies trustedProxies) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  /** These settings with another number of event loops. */
  public HttpSettings withEventLoops(int eventLoops) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  /** These settings with other timeouts. */
  public HttpSettings withTimeouts(Duration requestTimeout, Duration idleTimeout) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  /** These settings with another cap on the bodies that wait for their authentication. */
  public HttpSettings withUnauthenticatedBytes(long unauthenticatedBytes) {
    return new HttpSettings(
        address,
        controlAddress,
        managementAddress,
        tls,
        trustedProxies,
        eventLoops,
        defaultRegion,
        requestTimeout,
        idleTimeout,
        unauthenticatedBytes);
  }

  private static void requirePositive(Duration duration, String name) {
    Objects.requireNonNull(duration, name + " is null");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is not positive");
    }
  }
}
