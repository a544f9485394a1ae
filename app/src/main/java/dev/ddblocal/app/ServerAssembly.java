package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import dev.ddblocal.app.metrics.ServerMetrics;
import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.authorization.PolicyAuthorizer;
import dev.ddblocal.auth.authorization.ResourcePolicyLookup;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialResolverChain;
import dev.ddblocal.auth.credentials.TestAccount;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.AuthorizedDynamoDb;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageProvider;
import dev.ddblocal.http.FrontDoorStartException;
import dev.ddblocal.http.HttpFrontDoor;
import dev.ddblocal.http.HttpSettings;
import dev.ddblocal.http.ListenAddress;
import dev.ddblocal.http.Observation;
import dev.ddblocal.http.RequestLog;
import dev.ddblocal.http.ServedApis;
import dev.ddblocal.http.wire.WireContract;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Puts a server together, once. */
final class ServerAssembly {
  /** How long requests that are being served may take when the server stops. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  /** How long a new index may wait until it is filled, where nothing else is to be done. */
  private static final Duration MAINTENANCE_PAUSE = Duration.ofSeconds(1);

  /** Vert.x's own worker pool; nothing of ours runs on it. */
  private static final int VERTX_WORKERS = 2;

  private static final Executor START_THREADS =
      task -> Thread.ofPlatform().daemon().name("ddb-local-start").start(task);

  private final ServerConfiguration configuration;
  private final InstantSource clock;
  private final RunningParts parts = new RunningParts();

  ServerAssembly(ServerConfiguration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Starts the server, or leaves nothing behind. */
  DdbLocalServer start() {
    try {
      return assemble();
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private DdbLocalServer assemble() {
    StorageProvider provider = storageProvider(configuration.storageName());
    AccessKeys accessKeys =
        AccessKeys.load(
            configuration.authentication(), configuration.authentication().anyoneCanCall());
    // Opening the storage takes about as long as the rest of the start, so both go on at once.
    CompletableFuture<Storage> opening =
        CompletableFuture.supplyAsync(
            () -> provider.open(configuration.storage(), accessKeys), START_THREADS);
    parts.add("storage", () -> closeOpened(opening));
    CompletableFuture<WireContract> contract =
        CompletableFuture.supplyAsync(WireContract::load, START_THREADS);
    ServerMetrics metrics = new ServerMetrics(() -> opening.thenCompose(Storage::inspect));
    parts.add("metrics", metrics);
    Vertx vertx = vertx();
    RecentlyUsedStorage storage = new RecentlyUsedStorage(await(opening));
    AuthorizedDynamoDb dynamoDb = dynamoDb(storage);
    ExpirySweeper expiry = new ExpirySweeper(storage, dynamoDb.expirySweep());
    parts.add("sweep of expired items", expiry);
    Management management = new Management(storage, metrics, expiry);
    HttpFrontDoor frontDoor =
        new HttpFrontDoor(
            vertx,
            httpSettings(),
            ServedApis.of(dynamoDb, authenticator(accessKeys)),
            await(contract),
            new Observation(management, metrics.registry(), requestLog()),
            clock);
    parts.add("HTTP server", () -> await(frontDoor.stop(STOP_GRACE).toCompletableFuture()));
    listen(frontDoor);
    parts.add(
        "maintenance",
        MaintenanceDriver.start(
            storage,
            dynamoDb.maintenanceTasks(),
            MAINTENANCE_PAUSE,
            longest(configuration.tableUpdateDelay(), configuration.tableDeleteDelay())));
    expiry.start(configuration.ttlSweepInterval());
    management.becomeReady();
    return server(frontDoor, accessKeys);
  }

  private static StorageProvider storageProvider(String name) {
    List<StorageProvider> providers =
        ServiceLoader.load(StorageProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ConfigurationException(
                "storage '"
                    + name
                    + "' is none of "
                    + providers.stream()
                        .map(StorageProvider::name)
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private AuthorizedDynamoDb dynamoDb(Storage storage) {
    return new AuthorizedDynamoDb(
        storage,
        authorizer(storage),
        UUID::randomUUID,
        (_, _, _, _) -> Optional.empty(),
        clock,
        new DynamoDbSettings(
                configuration.tableCreateDelay(),
                configuration.tableUpdateDelay(),
                configuration.tableDeleteDelay())
            .withStreamShardDuration(configuration.streamShardDuration()));
  }

  /** Nobody but root users has policies while there is no control plane. */
  private PolicyAuthorizer authorizer(Storage storage) {
    return new PolicyAuthorizer(
        _ -> CompletableFuture.completedStage(EffectivePolicies.NONE),
        new PolicyEvaluator(CrossAccount.OFF, Optional.empty()),
        ResourcePolicyLookup.NONE,
        storage,
        clock,
        new AuditTrail(AuditLog.NONE, clock));
  }

  private RequestAuthenticator authenticator(AccessKeys accessKeys) {
    var authentication = configuration.authentication();
    List<CredentialResolver> resolvers = new ArrayList<>();
    if (authentication.testAccount()) {
      resolvers.add(new TestAccount());
    }
    resolvers.add(accessKeys);
    return authentication
        .mode()
        .authenticator(
            new CredentialResolverChain(resolvers),
            clock,
            new AuthenticationSettings(
                AuthenticationSettings.DYNAMODB,
                authentication.maxSkew(),
                authentication.regions(),
                configuration.region()));
  }

  private Vertx vertx() {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops())
                .setWorkerPoolSize(VERTX_WORKERS)
                .setInternalBlockingPoolSize(VERTX_WORKERS)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    parts.add("event loops", () -> await(vertx.close().toCompletionStage().toCompletableFuture()));
    return vertx;
  }

  private int eventLoops() {
    return configuration.eventLoops().orElse(Runtime.getRuntime().availableProcessors());
  }

  private HttpSettings httpSettings() {
    HttpSettings defaults =
        HttpSettings.on(listenAddress(configuration.api()), configuration.region());
    return defaults
        .withEventLoops(eventLoops())
        .withManagementAddress(configuration.management().map(ServerAssembly::listenAddress))
        .withTimeouts(defaults.requestTimeout(), configuration.idleTimeout());
  }

  private static ListenAddress listenAddress(ServerEndpoint endpoint) {
    return new ListenAddress(endpoint.host(), endpoint.port());
  }

  private RequestLog requestLog() {
    if (!configuration.accessLog()) {
      return RequestLog.NONE;
    }
    AccessLog log = AccessLog.start();
    parts.add("access log", log);
    return log;
  }

  private void listen(HttpFrontDoor frontDoor) {
    try {
      frontDoor.start().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException) {
        throw new ServerStartException(
            "cannot listen on "
                + configuration.api().url()
                + configuration.management().map(address -> " and " + address.url()).orElse("")
                + ": "
                + e.getCause().getMessage(),
            e);
      }
      if (e.getCause() instanceof FrontDoorStartException refused) {
        throw new ServerStartException(refused.getMessage(), refused);
      }
      throw e;
    }
  }

  private DdbLocalServer server(HttpFrontDoor frontDoor, AccessKeys accessKeys) {
    ServerEndpoint api = configuration.api().withPort(frontDoor.port());
    Optional<ServerEndpoint> management =
        configuration
            .management()
            .map(address -> address.withPort(frontDoor.managementPort().orElseThrow()))
            .or(() -> api.isLoopback() ? Optional.of(api) : Optional.empty());
    return new DdbLocalServer(api, management, accessKeys, parts);
  }

  private static void closeOpened(CompletableFuture<Storage> opening) {
    opening
        .handle((storage, failure) -> Optional.ofNullable(storage))
        .join()
        .ifPresent(Storage::close);
  }

  /** Waits for a part of the start; what it throws is thrown here. */
  private static <T> T await(CompletableFuture<T> stage) {
    try {
      return stage.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
