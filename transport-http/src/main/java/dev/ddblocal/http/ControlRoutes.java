package dev.ddblocal.http;

import dev.ddblocal.domain.port.ControlService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the operations of the internal API by their targets. Safe for use by many threads. */
final class ControlRoutes {
  private static final String TARGET_PREFIX = ControlService.TARGET_PREFIX + ".";

  private final ControlApi api;
  private final HttpMetrics metrics;
  private final Map<String, ControlRoute> routes = new ConcurrentHashMap<>();

  ControlRoutes(ControlApi api, HttpMetrics metrics) {
    this.api = api;
    this.metrics = metrics;
  }

  /** The operation that a target names; null if there is none. */
  ControlRoute find(String target) {
    if (!target.startsWith(TARGET_PREFIX)) {
      return null;
    }
    String operation = target.substring(TARGET_PREFIX.length());
    // Only names that the service knows are kept, so that nobody can fill the map.
    return api.service().hasOperation(operation)
        ? routes.computeIfAbsent(operation, this::route)
        : null;
  }

  private ControlRoute route(String operation) {
    return new ControlRoute(
        operation,
        api.service(),
        metrics.forOperation(ControlRoute.nameOf(operation)),
        api.authenticator());
  }
}
