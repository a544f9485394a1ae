package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import dev.ddblocal.app.metrics.ServerMetrics;
import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.audit.AuditedQueryService;
import dev.ddblocal.auth.authorization.AttachedPolicies;
import dev.ddblocal.auth.authorization.PolicyAuthorizer;
import dev.ddblocal.auth.authorization.ResourcePolicyDocuments;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.sigv4.AuditedAuthenticator;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.AuthorizedDynamoDb;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageProvider;
import dev.ddblocal.http.AddressRange;
import dev.ddblocal.http.ControlApi;
import dev.ddblocal.http.FrontDoorStartException;
import dev.ddblocal.http.HttpFrontDoor;
import dev.ddblocal.http.HttpSettings;
import dev.ddblocal.http.ListenAddress;
import dev.ddblocal.http.Observation;
import dev.ddblocal.http.QueryApi;
import dev.ddblocal.http.RequestLog;
import dev.ddblocal.http.ServedApis;
import dev.ddblocal.http.TrustedProxies;
import dev.ddblocal.http.tls.TlsFiles;
import dev.ddblocal.http.wire.WireContract;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
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

  /** The signing name of IAM, which the internal API of a control plane has too. */
  private static final String IAM = "iam";

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
    IdentitiesSelection selection = new IdentitiesSelection(configuration, clock);
    AccessKeys accessKeys =
        AccessKeys.load(configuration.authentication(), selection.othersCanCall());
    Identities identities = selection.identities(accessKeys);
    AuditLog auditLog = auditLog();
    // Opening the storage takes about as long as the rest of the start, so both go on at once.
    CompletableFuture<Storage> opening =
        CompletableFuture.supplyAsync(
            () -> provider.open(configuration.storage(), identities.accountKeys()), START_THREADS);
    parts.add("storage", () -> closeOpened(opening));
    parts.add("identities", identities);
    CompletableFuture<WireContract> contract =
        CompletableFuture.supplyAsync(WireContract::load, START_THREADS);
    ServerMetrics metrics = new ServerMetrics(() -> opening.thenCompose(Storage::inspect));
    parts.add("metrics", metrics);
    identities.meter(metrics.registry());
    Vertx vertx = vertx();
    RecentlyUsedStorage storage = new RecentlyUsedStorage(await(opening));
    AuditTrail audit = new AuditTrail(auditLog, clock);
    AuthorizedDynamoDb dynamoDb =
        dynamoDb(storage, identities.policies(), selection.evaluator(), audit);
    DynamoDb attached = identities.attach(dynamoDb);
    ExpirySweeper expiry = new ExpirySweeper(storage, dynamoDb.expirySweep());
    parts.add("sweep of expired items", expiry);
    Management management = new Management(storage, metrics, expiry);
    HttpFrontDoor frontDoor =
        new HttpFrontDoor(
            vertx,
            httpSettings(),
            apis(attached, identities, audit),
            await(contract),
            new Observation(management, metrics.registry(), requestLog()),
            clock);
    parts.add("HTTP server", () -> await(frontDoor.stop(STOP_GRACE).toCompletableFuture()));
    identities.start();
    listen(frontDoor);
    requireControlPlaneElsewhere(selection, frontDoor);
    parts.add(
        "maintenance",
        MaintenanceDriver.start(
            storage,
            dynamoDb.maintenanceTasks(),
            MAINTENANCE_PAUSE,
            longest(configuration.tableUpdateDelay(), configuration.tableDeleteDelay())));
    expiry.start(configuration.ttlSweepInterval());
    management.becomeReady();
    return server(frontDoor, new Reload(identities, storage, frontDoor, auditLog), accessKeys);
  }

  /** A server that asks itself would never answer. */
  private void requireControlPlaneElsewhere(
      IdentitiesSelection selection, HttpFrontDoor frontDoor) {
    try {
      selection
          .endpoints()
          .ifPresent(where -> where.requireElsewhere(configuration.api().host(), frontDoor.port()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
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

  private AuthorizedDynamoDb dynamoDb(
      Storage storage, PolicyRepository policies, PolicyEvaluator evaluator, AuditTrail audit) {
    return new AuthorizedDynamoDb(
        storage,
        new PolicyAuthorizer(policies, evaluator, new AttachedPolicies(), storage, clock, audit),
        UUID::randomUUID,
        new ResourcePolicyDocuments(evaluator, clock, configuration.publicAccessBlocked()),
        clock,
        new DynamoDbSettings(
                configuration.tableCreateDelay(),
                configuration.tableUpdateDelay(),
                configuration.tableDeleteDelay())
            .withStreamShardDuration(configuration.streamShardDuration()));
  }

  private ServedApis apis(DynamoDb dynamoDb, Identities identities, AuditTrail audit) {
    ServedApis apis =
        ServedApis.of(dynamoDb, authenticator(identities, audit, AuthenticationSettings.DYNAMODB))
            .withQueryApis(
                identities.services().stream()
                    .map(service ->
                        new QueryApi(
                            audit.isEnabled() ? new AuditedQueryService(service, audit) : service,
                            authenticator(identities, audit, service.signingName())))
                    .toList());
    return configuration.control().listen().isEmpty()
        ? apis
        : apis.withControlApi(
            new ControlApi(
                identities.control().orElseThrow(), authenticator(identities, audit, IAM)));
  }

  private RequestAuthenticator authenticator(
      Identities identities, AuditTrail audit, String service) {
    var authentication = configuration.authentication();
    AuthenticationSettings settings =
        new AuthenticationSettings(
            AuthenticationSettings.DYNAMODB,
            authentication.maxSkew(),
            authentication.regions(),
            configuration.region());
    RequestAuthenticator authenticator =
        authentication
            .mode()
            .authenticator(
                identities.credentials(),
                clock,
                service.equals(AuthenticationSettings.DYNAMODB)
                    ? settings
                    : settings.forGlobalService(service));
    RequestAuthenticator observed = identities.observed(authenticator, service);
    return audit.isEnabled() ? new AuditedAuthenticator(observed, audit) : observed;
  }

  private AuditLog auditLog() {
    if (configuration.auditLog().isEmpty()) {
      return AuditLog.NONE;
    }
    AuditLogFile log = AuditLogFile.open(configuration.auditLog().get());
    parts.add("audit log", log);
    return log;
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
        .withControlAddress(configuration.control().listen().map(ServerAssembly::listenAddress))
        .withTls(
            configuration
                .security()
                .certificate()
                .map(files -> new TlsFiles(files.chain(), files.key())))
        .withTrustedProxies(trustedProxies())
        .withTimeouts(defaults.requestTimeout(), configuration.idleTimeout());
  }

  private TrustedProxies trustedProxies() {
    try {
      return new TrustedProxies(
          configuration.security().trustedProxies().stream().map(AddressRange::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--trusted-proxies: " + e.getMessage(), e);
    }
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
      if (e.getCause() instanceof FrontDoorStartException refused) {
        throw new ServerStartException(refused.getMessage(), refused);
      }
      if (e.getCause() instanceof IOException) {
        throw new ServerStartException(
            "cannot listen on "
                + configuration.api().url()
                + configuration.management().map(address -> " and " + address.url()).orElse("")
                + configuration
                    .control()
                    .listen()
                    .map(address -> " and " + address.url())
                    .orElse("")
                + ": "
                + e.getCause().getMessage(),
            e);
      }
      throw e;
    }
  }

  private DdbLocalServer server(HttpFrontDoor frontDoor, Reload reload, AccessKeys accessKeys) {
    ServerEndpoint api = configuration.api().withPort(frontDoor.port());
    Optional<ServerEndpoint> management =
        configuration
            .management()
            .map(address -> address.withPort(frontDoor.managementPort().orElseThrow()))
            .or(() -> api.isLoopback() ? Optional.of(api) : Optional.empty());
    Optional<ServerEndpoint> control =
        configuration
            .control()
            .listen()
            .map(address -> address.withPort(frontDoor.controlPort().orElseThrow()));
    return new DdbLocalServer(api, management, control, accessKeys, reload, parts);
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
