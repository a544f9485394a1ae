package dev.ddblocal.auth.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.auth.sigv4.SigV4Authenticator;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The control listener in little: authenticates with SigV4 as service {@code iam}, calls a {@link
 * ControlService}, and keeps the bytes of all answers.
 */
final class ControlPlaneServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RequestAuthenticator iam;
  private final RequestAuthenticator sts;
  private final ControlService service;
  private final List<String> answers = new CopyOnWriteArrayList<>();

  ControlPlaneServer(ControlService service, AccessKey iamKey, InstantSource clock)
      throws IOException {
    this.service = service;
    CredentialResolver keys =
        query ->
            CompletableFuture.completedFuture(
                query.id().equals(iamKey.id())
                    ? Optional.of(
                        new ResolvedCredential(
                            new Principal.Root(iamKey.accountId()),
                            KeyStatus.ACTIVE,
                            SigningKey.derive(iamKey.secret(), query.scope())))
                    : Optional.empty());
    AuthenticationSettings settings = AuthenticationSettings.dynamoDb(new Region("us-east-1"));
    this.iam =
        new SigV4Authenticator(keys, clock, settings.forGlobalService(AuthenticationSettings.IAM));
    this.sts =
        new SigV4Authenticator(keys, clock, settings.forGlobalService(AuthenticationSettings.STS));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  ServiceEndpoint endpoint() {
    return ServiceEndpoint.parse("TEST", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The bodies of all answers so far. */
  List<String> answers() {
    return answers;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    List<Header> headers = new ArrayList<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    UnverifiedRequest request = new UnverifiedRequest("POST", "", headers, Bytes.copyOf(body));
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    int status = 200;
    String answer;
    try {
      answer =
          target == null
              ? callerIdentity(sts.authenticate(request).toCompletableFuture().join())
              : call(request, target, new String(body, StandardCharsets.UTF_8));
    } catch (CompletionException e) {
      ErrorCode code = ((DynamoDbException) e.getCause()).code();
      status = code == ErrorCode.INTERNAL_SERVER_ERROR ? 500 : 400;
      answer =
          ControlJson.object()
              .put("__type", "com.amazon.coral.service#" + code.shapeName())
              .put("message", e.getCause().getMessage())
              .toString();
    }
    answers.add(answer);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String call(UnverifiedRequest request, String target, String body) {
    CallerIdentity caller = iam.authenticate(request).toCompletableFuture().join();
    String operation = target.substring((ControlService.TARGET_PREFIX + ".").length());
    return service.call(caller, operation, body).toCompletableFuture().join();
  }

  private static String callerIdentity(CallerIdentity caller) {
    return "<Account>" + caller.principal().accountId() + "</Account>";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
