package dev.ddblocal.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What serves the connections of one event loop: its share of the server, its routes, and all that
 * its requests use without asking another thread.
 */
final class HttpLoop extends VerticleBase {
  private static final int MAX_HEAD = 16 * 1024;
  private static final int MAX_PIECE = 64 * 1024;
  private static final int ACCEPT_BACKLOG = 1_024;
  private static final long MAX_HANDSHAKE_MILLIS = 10_000;
  private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  private final FrontDoorParts parts;
  private final Listener listener;
  private final RequestIds requestIds = new RequestIds();
  private final DateHeader date;
  private final ConnectionSweep sweep;
  private AnswerQueue answers;
  private Thread thread;
  private HttpServer server;

  /** Makes one that serves an address, or its share of it. */
  HttpLoop(FrontDoorParts parts, Listener listener) {
    this.parts = parts;
    this.listener = listener;
    date = new DateHeader(parts.clock());
    HttpSettings settings = parts.settings();
    sweep = new ConnectionSweep(settings.requestTimeout(), settings.idleTimeout());
  }

  @Override
  public Future<?> start() {
    thread = Thread.currentThread();
    answers = new AnswerQueue(context);
    sweep.start(vertx);
    HttpServerOptions options = options();
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> StrictRequestDecoder.install(connection, options, sweep))
            .invalidRequestHandler(this::refuse)
            .requestHandler(requestHandler(router()));
    return server.listen(listener.port(), listener.host());
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(MAX_HEAD)
            .setMaxInitialLineLength(MAX_HEAD)
            .setMaxChunkSize(MAX_PIECE)
            .setAcceptBacklog(ACCEPT_BACKLOG)
            .setHandle100ContinueAutomatically(false)
            .setHttp2ClearTextEnabled(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setStrictThreadMode(true);
    listener
        .certificate()
        .ifPresent(certificate ->
            options
                .setSsl(true)
                .setUseAlpn(false)
                .setSslHandshakeTimeout(handshakeMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                .setKeyCertOptions(certificate));
    return options;
  }

  private long handshakeMillis() {
    return Math.min(MAX_HANDSHAKE_MILLIS, parts.settings().requestTimeout().toMillis());
  }

  /** Spares the router targets that are no path, which it would answer itself. */
  private Handler<HttpServerRequest> requestHandler(Router router) {
    return request -> {
      if (request.uri().startsWith("/")) {
        router.handle(request);
      } else {
        Exchange.begin(request, this);
      }
    };
  }

  private Router router() {
    Router router = Router.router(vertx);
    if (listener.managementHere()) {
      router.route().handler(this::takeUnlessManagement);
      ManagementRoutes.mount(router, parts, vertx);
    }
    router.route().handler(routing -> Exchange.begin(routing.request(), this));
    // The router itself refuses a Host that is none.
    router.errorHandler(400, routing -> refuse(routing.request()));
    return router;
  }

  private void takeUnlessManagement(RoutingContext routing) {
    if (routing.request().uri().startsWith(ManagementRoutes.PREFIX)) {
      routing.next();
    } else {
      Exchange.begin(routing.request(), this);
    }
  }

  private void refuse(HttpServerRequest request) {
    LingeringClose.afterSending(request.connection(), Refusal.BAD_REQUEST);
  }

  /** Stops accepting; the stage completes when what was in flight is answered, or time is up. */
  Future<Void> shutdown(Duration grace) {
    return server.shutdown(Math.max(1, grace.toMillis()), TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<?> stop() {
    sweep.stop(vertx);
    sweep.closeAll();
    return server.close();
  }

  /** The port that connections come to. */
  int actualPort() {
    return server.actualPort();
  }

  FrontDoorParts parts() {
    return parts;
  }

  /** The way of the calls that have an X-Amz-Target. */
  OperationPipeline pipeline() {
    return listener.pipeline();
  }

  /** Whether the connections come over TLS. */
  boolean isSecure() {
    return listener.certificate().isPresent();
  }

  RequestIds requestIds() {
    return requestIds;
  }

  DateHeader date() {
    return date;
  }

  AnswerQueue answers() {
    return answers;
  }

  /** Whether the caller runs on this event loop. */
  boolean isCurrentThread() {
    return Thread.currentThread().equals(thread);
  }
}
