package dev.ddblocal.http;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.http.wire.WireContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DynamoDB's API over HTTP. An instance is started once and stopped once; there may be many, one
 * after the other or side by side, on one {@link Vertx}.
 *
 * <p>On a loopback address {@code /_health}, {@code /_ready} and {@code /_metrics} are served
 * beside the API; on any other only at the management address, if there is one.
 */
public final class HttpFrontDoor {
  private static final int WORKER_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
  // Vert.x lets servers with the same negative port share one that it picks.
  private static final AtomicInteger PORTS_TO_PICK = new AtomicInteger();

  private final Vertx vertx;
  private final HttpSettings settings;
  private final ExecutorService workers;
  private final FrontDoorParts parts;
  private final List<HttpLoop> loops = new ArrayList<>();
  private String deployment;
  private HttpServer managementServer;

  /**
   * Makes a front door that is still closed.
   *
   * @param vertx runs the event loops; not closed by {@link #stop}
   * @param dynamoDb executes the calls
   * @param authenticator says who sent a request
   * @param contract reads and writes the bodies
   * @param management what the management answers tell
   * @param registry where requests are counted
   * @param requestLog takes an entry for each request
   * @param clock for the {@code Date} header
   */
  public HttpFrontDoor(
      Vertx vertx,
      HttpSettings settings,
      DynamoDb dynamoDb,
      RequestAuthenticator authenticator,
      WireContract contract,
      ManagementSource management,
      MeterRegistry registry,
      RequestLog requestLog,
      InstantSource clock) {
    this.vertx = Objects.requireNonNull(vertx, "vertx is null");
    this.settings = Objects.requireNonNull(settings, "settings is null");
    workers =
        Executors.newFixedThreadPool(
            WORKER_THREADS, Thread.ofPlatform().name("ddb-http-worker-", 0).daemon().factory());
    HttpMetrics metrics = new HttpMetrics(registry);
    OperationPipeline pipeline =
        new OperationPipeline(dynamoDb, authenticator, contract, metrics, workers);
    parts = new FrontDoorParts(settings, pipeline, metrics, requestLog, management, workers, clock);
  }

  /**
   * Opens the door. The stage completes when requests are answered, and fails with the {@link
   * java.net.BindException} where an address cannot be had.
   *
   * @throws IllegalArgumentException if a host of the settings has no address
   */
  public CompletionStage<Void> start() {
    boolean managementHere = isLoopback(settings.address().host());
    int port = portToAskFor(settings.address().port());
    for (int i = 0; i < settings.eventLoops(); i++) {
      loops.add(new HttpLoop(parts, port, managementHere));
    }
    AtomicInteger next = new AtomicInteger();
    return vertx
        .deployVerticle(
            () -> loops.get(next.getAndIncrement()),
            new DeploymentOptions().setInstances(loops.size()))
        .compose(id -> {
          deployment = id;
          return startManagement();
        })
        .recover(failure -> stopServers(Duration.ZERO).transform(_ -> Future.failedFuture(failure)))
        .toCompletionStage();
  }

  private Future<Void> startManagement() {
    if (settings.managementAddress().isEmpty()) {
      return Future.succeededFuture();
    }
    ListenAddress address = settings.managementAddress().get();
    Router router = Router.router(vertx);
    ManagementRoutes.mount(router, parts, vertx);
    managementServer = vertx.createHttpServer().requestHandler(router);
    return managementServer.listen(portToAskFor(address.port()), address.host()).mapEmpty();
  }

  private static int portToAskFor(int port) {
    return port == 0 ? PORTS_TO_PICK.decrementAndGet() : port;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the host " + host + " has no address", e);
    }
  }

  /** The port of the API, once started. */
  public int port() {
    return loops.getFirst().actualPort();
  }

  /** The port of the management address, once started; empty if there is none. */
  public OptionalInt managementPort() {
    return managementServer == null
        ? OptionalInt.empty()
        : OptionalInt.of(managementServer.actualPort());
  }

  /**
   * Closes the door: nothing new is accepted, {@code /_ready} says no, and what is in flight is
   * finished.
   *
   * @param grace how long that may take; what is not finished then is cut off
   */
  public CompletionStage<Void> stop(Duration grace) {
    parts.beginStopping();
    return stopServers(grace).toCompletionStage();
  }

  private Future<Void> stopServers(Duration grace) {
    List<Future<Void>> shutdowns = new ArrayList<>();
    if (deployment != null) {
      for (HttpLoop loop : loops) {
        shutdowns.add(loop.shutdown(grace));
      }
    }
    return Future.join(shutdowns)
        .eventually(
            () -> deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment))
        .eventually(() ->
            managementServer == null
                ? Future.succeededFuture()
                : managementServer.shutdown(1, TimeUnit.MILLISECONDS))
        .eventually(() -> {
          workers.shutdown();
          return Future.succeededFuture();
        })
        .mapEmpty();
  }
}
