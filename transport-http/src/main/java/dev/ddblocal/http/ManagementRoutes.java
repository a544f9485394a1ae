package dev.ddblocal.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.ddblocal.domain.port.StorageReport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * What an operator and an orchestrator ask: {@code /_health} (the process is up and the storage
 * answers), {@code /_ready} (requests may be sent) and {@code /_metrics} (Prometheus); and what
 * they order: {@code POST /_ttl/sweep} (delete expired items now). Never signed; nothing secret is
 * told, and nothing is done that would not be done anyway.
 */
final class ManagementRoutes {
  /** What the paths begin with. */
  static final String PREFIX = "/_";

  private static final Logger LOGGER = System.getLogger(ManagementRoutes.class.getName());
  private static final long STORAGE_PATIENCE_SECONDS = 5;
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String NO_METRICS = "";

  private final FrontDoorParts parts;
  private final Vertx vertx;

  private ManagementRoutes(FrontDoorParts parts, Vertx vertx) {
    this.parts = parts;
    this.vertx = vertx;
  }

  /** Adds the routes. */
  static void mount(Router router, FrontDoorParts parts, Vertx vertx) {
    ManagementRoutes routes = new ManagementRoutes(parts, vertx);
    router.get(PREFIX + "health").handler(routes::health);
    router.get(PREFIX + "ready").handler(routes::ready);
    router.get(PREFIX + "metrics").handler(routes::metrics);
    router.post(PREFIX + "ttl/sweep").handler(routes::sweep);
  }

  private void health(RoutingContext routing) {
    Context context = vertx.getOrCreateContext();
    var _ =
        parts
            .management()
            .inspectStorage()
            .toCompletableFuture()
            .copy()
            .orTimeout(STORAGE_PATIENCE_SECONDS, TimeUnit.SECONDS)
            .whenComplete((report, failure) ->
                context.runOnContext(_ -> answerHealth(routing, report, failure)));
  }

  private static void answerHealth(
      RoutingContext routing, StorageReport report, Throwable failure) {
    if (failure != null) {
      LOGGER.log(Level.WARNING, "the storage cannot be inspected", failure);
      answer(routing, 503, JSON, unhealthy("the storage does not answer"));
    } else if (report.healthy()) {
      answer(routing, 200, JSON, "{\"status\":\"healthy\"}");
    } else {
      answer(routing, 503, JSON, unhealthy(report.problem()));
    }
  }

  private static String unhealthy(String problem) {
    StringBuilder json = new StringBuilder("{\"status\":\"unhealthy\",\"problem\":\"");
    JsonStringEncoder.getInstance().quoteAsString(problem, json);
    return json.append("\"}").toString();
  }

  private void ready(RoutingContext routing) {
    boolean ready = parts.management().isReady() && !parts.isStopping();
    answer(routing, ready ? 200 : 503, JSON, "{\"ready\":" + ready + "}");
  }

  private void metrics(RoutingContext routing) {
    Context context = vertx.getOrCreateContext();
    parts
        .workers()
        .execute(() -> {
          String text = metricsText();
          context.runOnContext(
              _ -> answer(routing, text.equals(NO_METRICS) ? 503 : 200, PROMETHEUS, text));
        });
  }

  private String metricsText() {
    try {
      return parts.management().metrics();
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "the metrics cannot be written", e);
      return NO_METRICS;
    }
  }

  private void sweep(RoutingContext routing) {
    Context context = vertx.getOrCreateContext();
    var _ =
        parts
            .management()
            .sweepExpiredItems()
            .whenComplete((deleted, failure) ->
                context.runOnContext(_ -> answerSweep(routing, deleted, failure)));
  }

  private static void answerSweep(RoutingContext routing, Long deleted, Throwable failure) {
    if (failure == null) {
      answer(routing, 200, JSON, "{\"deletedItems\":" + deleted + "}");
    } else {
      LOGGER.log(Level.WARNING, "expired items could not be deleted", failure);
      answer(routing, 500, JSON, "{\"problem\":\"expired items could not be deleted\"}");
    }
  }

  private static void answer(RoutingContext routing, int status, String contentType, String body) {
    if (!routing.response().closed()) {
      routing
          .response()
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(body);
    }
  }
}
