package dev.ddblocal.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of requests. All meters are registered ahead, so that a request only adds to
 * them.
 *
 * <ul>
 *   <li>{@code ddb_local.requests}: time from a request's head to its answer, by {@code operation}
 *       and {@code outcome} (success, client_error, server_error)
 *   <li>{@code ddb_local.requests.in.flight}
 *   <li>{@code ddb_local.request.bytes}, {@code ddb_local.response.bytes}: bodies as sent
 * </ul>
 */
final class HttpMetrics {
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final MeterRegistry registry;
  private final LongAdder inFlight = new LongAdder();
  private final LongAdder requestBytes = new LongAdder();
  private final LongAdder responseBytes = new LongAdder();
  private final Meters others;

  HttpMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("ddb_local.requests.in.flight", inFlight, LongAdder::sum)
        .description("Requests that have begun and are not yet answered")
        .strongReference(true)
        .register(registry);
    bytes("ddb_local.request.bytes", "Bytes of request bodies", requestBytes);
    bytes("ddb_local.response.bytes", "Bytes of response bodies", responseBytes);
    others = forOperation("none");
  }

  private void bytes(String name, String description, LongAdder sum) {
    FunctionCounter.builder(name, sum, LongAdder::sum)
        .description(description)
        .baseUnit("bytes")
        .register(registry);
  }

  /** The meters of one operation. */
  Meters forOperation(String operation) {
    return new Meters(
        timer(operation, "success"),
        timer(operation, "client_error"),
        timer(operation, "server_error"));
  }

  private Timer timer(String operation, String outcome) {
    return Timer.builder("ddb_local.requests")
        .description("Requests answered")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .register(registry);
  }

  void begun() {
    inFlight.increment();
  }

  /**
   * Counts the end of a request that {@link #begun} counted.
   *
   * @param meters the operation's; null if the request is for none
   * @param status the answer's status; 0 if the client went away before it could be answered
   */
  void ended(Meters meters, int status, long nanos, int bytesIn, int bytesOut) {
    inFlight.decrement();
    requestBytes.add(bytesIn);
    responseBytes.add(bytesOut);
    if (status > 0) {
      (meters == null ? others : meters).record(status, nanos);
    }
  }

  /**
   * The meters of one operation.
   *
   * @param success requests that were answered as asked
   * @param clientError requests answered 4xx
   * @param serverError requests answered 5xx
   */
  record Meters(Timer success, Timer clientError, Timer serverError) {
    private void record(int status, long nanos) {
      Timer timer =
          status < CLIENT_ERROR ? success : status < SERVER_ERROR ? clientError : serverError;
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
