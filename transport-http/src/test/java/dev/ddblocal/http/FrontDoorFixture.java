package dev.ddblocal.http;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.table.ListTablesResponse;
import dev.ddblocal.http.wire.WireContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A front door on a free port before a domain, services and an authenticator that do as they are
 * told. As long as they are told nothing, whoever sends an Authorization header is the test
 * account, and every call answers {@code {"TableNames":["t"]}}.
 */
final class FrontDoorFixture implements AutoCloseable {
  static final WireContract CONTRACT = WireContract.load();
  static final String LIST_TABLES_BODY = "{\"TableNames\":[\"t\"]}";
  static final Instant NOW = Instant.parse("2026-11-02T03:04:05Z");
  static final CallerIdentity CALLER =
      new CallerIdentity(
          new Principal.Root(new AccountId("000000001234")), "ACCESS", new Region("us-east-1"));

  final Queue<UnverifiedRequest> authenticated = new ConcurrentLinkedQueue<>();
  final Queue<String> authenticatedFor = new ConcurrentLinkedQueue<>();
  final Queue<QueryCall> queried = new ConcurrentLinkedQueue<>();
  final Queue<String> controlled = new ConcurrentLinkedQueue<>();
  final Queue<OperationCall<?>> executed = new ConcurrentLinkedQueue<>();
  final Queue<RequestLog.Entry> logged = new ConcurrentLinkedQueue<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  volatile RequestAuthenticator authenticator = FrontDoorFixture::requireAuthorization;
  volatile Function<OperationRequest<?>, CompletionStage<?>> domain =
      request -> CompletableFuture.completedFuture(new ListTablesResponse(List.of("t"), null));
  volatile Function<QueryCall, CompletionStage<QueryReply>> queries =
      call -> CompletableFuture.completedFuture(QueryReply.NOTHING);
  volatile Function<String, CompletionStage<String>> control =
      body -> CompletableFuture.completedFuture("{\"found\":false}");
  volatile CompletionStage<StorageReport> storage =
      CompletableFuture.completedFuture(new StorageReport(true, "", List.of()));
  volatile boolean ready = true;
  volatile Function<String, String> metrics = UnaryOperator.identity();
  volatile CompletionStage<Long> sweep = CompletableFuture.completedFuture(0L);

  private final Vertx vertx = Vertx.vertx();
  private final HttpFrontDoor frontDoor;

  FrontDoorFixture() {
    this(UnaryOperator.identity());
  }

  FrontDoorFixture(UnaryOperator<HttpSettings> settings) {
    frontDoor =
        new HttpFrontDoor(
            vertx,
            settings.apply(
                HttpSettings.on(new ListenAddress("127.0.0.1", 0), new Region("eu-west-2"))),
            new ServedApis(
                new ObedientDomain(),
                request -> authenticate("dynamodb", request),
                List.of(
                    queryApi("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
                    queryApi("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/")),
                Optional.of(
                    new ControlApi(
                        new ObedientControl(), request -> authenticate("control", request)))),
            CONTRACT,
            new Observation(new Management(), registry, new CollectingLog()),
            InstantSource.fixed(NOW));
    frontDoor.start().toCompletableFuture().join();
  }

  private static CompletionStage<CallerIdentity> requireAuthorization(UnverifiedRequest request) {
    return request.headers().stream()
            .anyMatch(header -> header.name().equalsIgnoreCase("authorization"))
        ? CompletableFuture.completedFuture(CALLER)
        : CompletableFuture.failedFuture(
            new DynamoDbException(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "no token"));
  }

  private QueryApi queryApi(String signingName, String version, String namespace) {
    return new QueryApi(
        new ObedientService(signingName, version, namespace),
        request -> authenticate(signingName, request));
  }

  private CompletionStage<CallerIdentity> authenticate(String api, UnverifiedRequest request) {
    authenticated.add(request);
    authenticatedFor.add(api);
    return authenticator.authenticate(request);
  }

  HttpFrontDoor frontDoor() {
    return frontDoor;
  }

  RawConnection connect() {
    return new RawConnection(frontDoor.port());
  }

  /** Sends a request on a connection of its own and reads the answer. */
  RawConnection.Reply exchange(String request) {
    try (RawConnection connection = connect()) {
      return connection.send(request).read();
    }
  }

  /** A signed ListTables call with the given header lines, each with its line end, and body. */
  static String call(String extraHeaders, String body) {
    return post(
        lines(
                "Host: local:8000",
                "Authorization: AWS4 x",
                "X-Amz-Target: DynamoDB_20120810.ListTables",
                "Content-Type: application/x-amz-json-1.0")
            + extraHeaders,
        body);
  }

  /** Header lines, each with its line end. */
  static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  /** A POST to the root with the given header lines and a Content-Length. */
  static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\n"
        + headers
        + "Content-Length: "
        + body.getBytes(StandardCharsets.ISO_8859_1).length
        + "\r\n\r\n"
        + body;
  }

  void stop() {
    frontDoor.stop(Duration.ofSeconds(10)).toCompletableFuture().join();
  }

  @Override
  public void close() {
    frontDoor.stop(Duration.ofMillis(1)).toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private final class ObedientDomain implements DynamoDb {
    @Override
    @SuppressWarnings("unchecked")
    public <R> CompletionStage<R> execute(CallerIdentity caller, OperationCall<R> call) {
      executed.add(call);
      return (CompletionStage<R>) domain.apply(call.request());
    }
  }

  /** STS or IAM: both know the same few actions. */
  private final class ObedientService implements QueryService {
    private final String signingName;
    private final String version;
    private final String namespace;

    private ObedientService(String signingName, String version, String namespace) {
      this.signingName = signingName;
      this.version = version;
      this.namespace = namespace;
    }

    @Override
    public String signingName() {
      return signingName;
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public String xmlNamespace() {
      return namespace;
    }

    @Override
    public boolean hasAction(String action) {
      return action.equals(signingName.equals("sts") ? "GetCallerIdentity" : "CreateUser");
    }

    @Override
    public CompletionStage<QueryReply> call(CallerIdentity caller, QueryCall call) {
      queried.add(call);
      return queries.apply(call);
    }
  }

  private final class ObedientControl implements ControlService {
    @Override
    public boolean hasOperation(String operation) {
      return operation.equals("ResolveSigningKey");
    }

    @Override
    public CompletionStage<String> call(CallerIdentity caller, String operation, String body) {
      controlled.add(body);
      return control.apply(body);
    }
  }

  private final class Management implements ManagementSource {
    @Override
    public CompletionStage<StorageReport> inspectStorage() {
      return storage;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public String metrics() {
      return metrics.apply("# HELP up\nup 1\n");
    }

    @Override
    public CompletionStage<Long> sweepExpiredItems() {
      return sweep;
    }
  }

  private final class CollectingLog implements RequestLog {
    @Override
    public boolean isEnabled() {
      return true;
    }

    @Override
    public void log(Entry entry) {
      logged.add(entry);
    }
  }
}
