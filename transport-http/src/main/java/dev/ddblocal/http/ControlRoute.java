package dev.ddblocal.http;

import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.RequestAuthenticator;

/**
 * One operation of the internal API as requests find it.
 *
 * @param operation its name
 * @param service answers its calls
 * @param meters counts its requests
 * @param authenticator says who sent its requests
 */
record ControlRoute(
    String operation,
    ControlService service,
    HttpMetrics.Meters meters,
    RequestAuthenticator authenticator)
    implements Route {
  private static final String NAME_PREFIX = "control:";

  @Override
  public String name() {
    return nameOf(operation);
  }

  /** The name of an operation in the request log and in metrics. */
  static String nameOf(String operation) {
    return NAME_PREFIX + operation;
  }
}
