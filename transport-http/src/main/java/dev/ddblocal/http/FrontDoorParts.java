package dev.ddblocal.http;

import dev.ddblocal.domain.identity.Region;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What all event loops of one front door share. Safe for use by many threads. */
final class FrontDoorParts {
  private final HttpSettings settings;
  private final OperationPipeline pipeline;
  private final HttpMetrics metrics;
  private final RequestLog requestLog;
  private final ManagementSource management;
  private final Executor workers;
  private final InstantSource clock;
  private final BodyBudget budget;
  private final Answer healthy;
  private volatile boolean stopping;

  FrontDoorParts(
      HttpSettings settings,
      OperationPipeline pipeline,
      HttpMetrics metrics,
      RequestLog requestLog,
      ManagementSource management,
      Executor workers,
      InstantSource clock) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.metrics = metrics;
    this.requestLog = requestLog;
    this.management = management;
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

  OperationPipeline pipeline() {
    return pipeline;
  }

  HttpMetrics metrics() {
    return metrics;
  }

  RequestLog requestLog() {
    return requestLog;
  }

  ManagementSource management() {
    return management;
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
