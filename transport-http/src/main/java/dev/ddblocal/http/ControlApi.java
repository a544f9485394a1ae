package dev.ddblocal.http;

import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import java.util.Objects;

/**
 * The internal API of a control plane. It is served on the control address and nowhere else.
 *
 * @param service answers the calls
 * @param authenticator says who sent a request; it accepts signatures for the service {@code iam}
 */
public record ControlApi(ControlService service, RequestAuthenticator authenticator) {
  /** Refuses missing parts. */
  public ControlApi {
    Objects.requireNonNull(service, "service is null");
    Objects.requireNonNull(authenticator, "authenticator is null");
  }
}
