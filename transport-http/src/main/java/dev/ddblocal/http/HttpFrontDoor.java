package dev.ddblocal.http;

import dev.ddblocal.http.tls.ServerCertificate;
import dev.ddblocal.http.tls.TlsFiles;
import dev.ddblocal.http.tls.UnusableCertificateException;
import dev.ddblocal.http.wire.WireContract;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DynamoDB's API, and STS and IAM beside it, over HTTP or HTTPS. An instance is started once and
 * stopped once; there may be many, one after the other or side by side, on one {@link Vertx}.
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
  private final ServedApis apis;
  private final WireContract contract;
  private final ExecutorService workers;
  private final HttpMetrics metrics;
  private final FrontDoorParts parts;
  private final List<Deployment> deployments = new ArrayList<>();
  private HttpServer managementServer;
  private volatile ServerCertificate certificate;
  private long certificateTimer = -1;

  /**
   * Makes a front door that is still closed.
   *
   * @param vertx runs the event loops; not closed by {@link #stop}
   * @param apis what is served
   * @param contract reads and writes the bodies of DynamoDB's API
   * @param observation what tells operators
   * @param clock for the {@code Date} header
   * @throws IllegalArgumentException if there is a control address and no API for it
   */
  public HttpFrontDoor(
      Vertx vertx,
      HttpSettings settings,
      ServedApis apis,
      WireContract contract,
      Observation observation,
      InstantSource clock) {
    this.vertx = Objects.requireNonNull(vertx, "vertx is null");
    this.settings = Objects.requireNonNull(settings, "settings is null");
    this.apis = Objects.requireNonNull(apis, "apis is null");
    this.contract = Objects.requireNonNull(contract, "contract is null");
    if (settings.controlAddress().isPresent() && apis.controlApi().isEmpty()) {
      throw new IllegalArgumentException("there is no API for the control address");
    }
    workers =
        Executors.newFixedThreadPool(
            WORKER_THREADS, Thread.ofPlatform().name("ddb-http-worker-", 0).daemon().factory());
    metrics = new HttpMetrics(observation.registry());
    QueryPipeline queries = new QueryPipeline(apis.queryApis(), metrics, workers);
    parts = new FrontDoorParts(settings, queries, metrics, observation, workers, clock);
  }

  /**
   * Opens the door. The stage completes when requests are answered. It fails with a {@link
   * FrontDoorStartException} where the settings do not allow it, and with the {@link
   * java.net.BindException} where an address cannot be had.
   *
   * @throws IllegalArgumentException if a host of the settings has no address
   */
  public CompletionStage<Void> start() {
    boolean loopback = isLoopback(settings.address().host());
    boolean controlLoopback =
        settings.controlAddress().map(address -> isLoopback(address.host())).orElse(true);
    return prepareTls(controlLoopback)
        .compose(_ -> serve(settings.address(), loopback, Optional.empty(), settings.eventLoops()))
        .compose(_ ->
            settings.controlAddress().isEmpty()
                ? Future.succeededFuture()
                : serve(settings.controlAddress().get(), controlLoopback, apis.controlApi(), 1))
        .compose(_ -> startManagement())
        .recover(failure -> stopServers(Duration.ZERO).transform(_ -> Future.failedFuture(failure)))
        .toCompletionStage();
  }

  private Future<Void> prepareTls(boolean controlLoopback) {
    if (settings.tls().isEmpty()) {
      return controlLoopback
          ? Future.succeededFuture()
          : Future.failedFuture(
              new FrontDoorStartException(
                  "the control address "
                      + settings.controlAddress().orElseThrow().host()
                      + " is not a loopback address: it needs TLS"));
    }
    TlsFiles files = settings.tls().get();
    try {
      certificate = ServerCertificate.read(files);
    } catch (UnusableCertificateException e) {
      return Future.failedFuture(new FrontDoorStartException("TLS: " + e.getMessage(), e));
    }
    ServerCertificate watched = certificate;
    certificateTimer =
        vertx.setPeriodic(
            files.pollInterval().toMillis(), _ -> workers.execute(watched::reloadIfChanged));
    return Future.succeededFuture();
  }

  /** Serves an address on some event loops. */
  private Future<Void> serve(
      ListenAddress address, boolean managementHere, Optional<ControlApi> control, int eventLoops) {
    Listener listener =
        new Listener(
            address.host(),
            portToAskFor(address.port()),
            managementHere,
            new OperationPipeline(
                apis.dynamoDb(), apis.authenticator(), contract, control, metrics, workers),
            Optional.ofNullable(certificate).map(ServerCertificate::options));
    List<HttpLoop> loops = new ArrayList<>();
    for (int i = 0; i < eventLoops; i++) {
      loops.add(new HttpLoop(parts, listener));
    }
    AtomicInteger next = new AtomicInteger();
    return vertx
        .deployVerticle(
            () -> loops.get(next.getAndIncrement()),
            new DeploymentOptions().setInstances(loops.size()))
        .map(id -> {
          deployments.add(new Deployment(id, loops));
          return null;
        });
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

  /** The port of the APIs, once started. */
  public int port() {
    return deployments.getFirst().port();
  }

  /** The port of the control address, once started; empty if there is none. */
  public OptionalInt controlPort() {
    return settings.controlAddress().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(deployments.getLast().port());
  }

  /** The port of the management address, once started; empty if there is none. */
  public OptionalInt managementPort() {
    return managementServer == null
        ? OptionalInt.empty()
        : OptionalInt.of(managementServer.actualPort());
  }

  /**
   * Reads the certificate for TLS again, for those who do not want to wait until the change of its
   * files is noticed. Connections that stand are not touched. Has no effect without TLS or before
   * the start.
   *
   * @return whether the files could be used; if not, the log says why and the certificate stays
   */
  public CompletionStage<Boolean> reloadTls() {
    ServerCertificate current = certificate;
    return current == null
        ? CompletableFuture.completedFuture(false)
        : CompletableFuture.supplyAsync(current::reload, workers);
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
    vertx.cancelTimer(certificateTimer);
    certificate = null;
    List<Future<Void>> shutdowns = new ArrayList<>();
    for (Deployment deployment : deployments) {
      for (HttpLoop loop : deployment.loops()) {
        shutdowns.add(loop.shutdown(grace));
      }
    }
    return Future.join(shutdowns)
        .eventually(() ->
            Future.join(
                deployments.stream().map(deployment -> vertx.undeploy(deployment.id())).toList()))
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

  /** The event loops that serve one address. */
  private record Deployment(String id, List<HttpLoop> loops) {
    private int port() {
      return loops.getFirst().actualPort();
    }
  }
}
