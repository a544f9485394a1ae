package dev.ddblocal.auth.control;

import java.util.Objects;
import java.util.Optional;

/**
 * The two endpoints of a control plane in another process.
 *
 * @param sts where STS is, {@code STS_SERVICE_ENDPOINT}
 * @param iam where IAM's internal API is, {@code IAM_SERVICE_ENDPOINT}
 */
public record ControlPlaneEndpoints(ServiceEndpoint sts, ServiceEndpoint iam) {
  private static final String STS = "STS_SERVICE_ENDPOINT";
  private static final String IAM = "IAM_SERVICE_ENDPOINT";

  /** Refuses missing endpoints. */
  public ControlPlaneEndpoints {
    Objects.requireNonNull(sts, "sts is null");
    Objects.requireNonNull(iam, "iam is null");
  }

  /**
   * Reads both settings.
   *
   * @param sts the value of {@code STS_SERVICE_ENDPOINT}, if it is set
   * @param iam the value of {@code IAM_SERVICE_ENDPOINT}, if it is set
   * @return the endpoints; empty if neither is set, so that the control plane is this process
   * @throws IllegalArgumentException if one only is set, or a value is no endpoint
   */
  public static Optional<ControlPlaneEndpoints> parse(Optional<String> sts, Optional<String> iam) {
    if (sts.isEmpty() && iam.isEmpty()) {
      return Optional.empty();
    }
    if (sts.isEmpty() || iam.isEmpty()) {
      throw new IllegalArgumentException(
          (sts.isEmpty() ? IAM : STS)
              + " is set and "
              + (sts.isEmpty() ? STS : IAM)
              + " is not: set both for a remote control plane, or neither");
    }
    return Optional.of(
        new ControlPlaneEndpoints(
            ServiceEndpoint.parse(STS, sts.get()), ServiceEndpoint.parse(IAM, iam.get())));
  }

  /**
   * Refuses a server that would be its own control plane.
   *
   * @param host the address or name that a listener of one's own is bound to
   * @param port its port
   * @throws IllegalArgumentException if an endpoint is that listener
   */
  public void requireElsewhere(String host, int port) {
    if (sts.isListener(host, port) || iam.isListener(host, port)) {
      throw new IllegalArgumentException(
          (sts.isListener(host, port) ? STS : IAM)
              + " is this server itself: leave both endpoints out to have the control plane in"
              + " this process");
    }
  }

  /** Whether both are one server, which need not be asked twice. */
  public boolean isOneOrigin() {
    return sts.isSameOrigin(iam);
  }
}
