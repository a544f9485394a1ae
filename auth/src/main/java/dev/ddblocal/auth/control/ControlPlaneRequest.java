package dev.ddblocal.auth.control;

import java.time.Duration;
import java.util.Optional;

/**
 * A request to the control plane, not signed yet.
 *
 * @param endpoint where it goes
 * @param service the signing name of the service
 * @param contentType the body's type
 * @param target the operation of the internal API; empty in the query protocol
 * @param body the body
 * @param timeout how long an answer may take
 */
record ControlPlaneRequest(
    ServiceEndpoint endpoint,
    String service,
    String contentType,
    Optional<String> target,
    String body,
    Duration timeout) {
  /** Leaves the body out: a session token may be in it. */
  @Override
  public String toString() {
    return "ControlPlaneRequest[" + endpoint + ", " + target.orElse(service) + "]";
  }
}
