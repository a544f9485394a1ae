package dev.ddblocal.http;

import dev.ddblocal.domain.identity.Region;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What all event loops of one front door share. Safe for use by many threads. */
final class FrontDoorParts {
  private final HttpSettings settings;
  private final QueryPipeline queryPipeline;
  private final HttpMetrics metrics;
  private final Observation observation;
  private final Executor workers;
  private final InstantSource clock;
  private final BodyBudget budget;
  private final Answer healthy;
  private volatile boolean stopping;

  FrontDoorParts(
      HttpSettings settings,
      QueryPipeline queryPipeline,
      HttpMetrics metrics,
      Observation observation,
      Executor workers,
      InstantSource clock) {
    this.settings = settings;
    this.queryPipeline = queryPipeline;
    this.metrics = metrics;
    this.observation = observation;
    this.workers = workers;
    this.clock = clock;
    budget = new BodyBudget(settings.unauthenticatedBytes());
    healthy = healthy(settings.defaultRegion());
  }

  /** The answer to {@code GET /}; the blank at its end is the service's. */
  private static Answer healthy(Region region) {
    String text = "healthy: dynamodb." + region + ".amazonaws.com ";
    return Answer.of(200, null, text.getBytes(StandardCharsets.ISO_8859_1), "");
  }

  HttpSettings settings() {
    return settings;
  }

  /** The way of the calls of the query protocol, on every address. */
  QueryPipeline queryPipeline() {
    return queryPipeline;
  }

  TrustedProxies trustedProxies() {
    return settings.trustedProxies();
  }

  HttpMetrics metrics() {
    return metrics;
  }

  RequestLog requestLog() {
    return observation.requestLog();
  }

  ManagementSource management() {
    return observation.management();
  }

  Executor workers() {
    return workers;
  }

  InstantSource clock() {
    return clock;
  }

  BodyBudget budget() {
    return budget;
  }

  Answer healthy() {
    return healthy;
  }

  /** Whether the front door is closing: answers say so, and nothing is ready any more. */
  boolean isStopping() {
    return stopping;
  }

  void beginStopping() {
    stopping = true;
  }
}
