package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.ControlService;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the control plane: STS in the query protocol, the internal API in JSON. Each request is
 * signed with the IAM account's credentials. A failure is followed by one more attempt; refused
 * credentials are read anew once.
 */
public final class ControlPlaneClient implements AutoCloseable {
  private static final Pattern ACCOUNT = Pattern.compile("<Account>([0-9]{12})</Account>");
  private static final String JSON = "application/x-amz-json-1.0";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String UNKNOWN_KEY = "InvalidClientTokenId";

  private final ControlPlaneSettings settings;
  private final ControlPlaneStatistics statistics = new ControlPlaneStatistics();
  private final Alarms alarms;
  private final CredentialReload credentials;
  private final HttpClient http;
  private final ControlPlaneHttp exchange;
  private volatile boolean reachable = true;

  /**
   * Creates the client; it asks nothing yet.
   *
   * @param credentials the IAM account's credentials
   * @param clock what requests are dated by
   * @param ticker what times of waiting are measured by
   * @throws IllegalArgumentException if the file of certificate authorities cannot be used
   */
  public ControlPlaneClient(
      ControlPlaneSettings settings,
      ControlPlaneCredentials credentials,
      InstantSource clock,
      Ticker ticker) {
    this.settings = settings;
    this.alarms = new Alarms(ticker, statistics);
    this.credentials = new CredentialReload(credentials, ticker);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout(settings));
    settings.authorities().map(TrustedAuthorities::load).ifPresent(builder::sslContext);
    this.http = builder.build();
    this.exchange = new ControlPlaneHttp(http, settings, clock, statistics);
  }

  /** The handshake of TLS, which counts here, may take as long as an answer. */
  private static Duration connectTimeout(ControlPlaneSettings settings) {
    boolean plain =
        !settings.endpoints().iam().isSecure() && !settings.endpoints().sts().isSecure();
    return plain ? settings.timeouts().connect() : settings.timeouts().total();
  }

  /** Calls an operation of the internal API. */
  CompletionStage<ObjectNode> call(ControlOperation operation, ObjectNode body) {
    return call(operation, body, settings.timeouts().total());
  }

  /** Calls an operation that may take as long as this. */
  CompletionStage<ObjectNode> call(ControlOperation operation, ObjectNode body, Duration timeout) {
    return send(new ControlPlaneRequest(
            settings.endpoints().iam(),
            AuthenticationSettings.IAM,
            JSON,
            Optional.of(ControlService.TARGET_PREFIX + "." + operation.apiName()),
            body.toString(),
            timeout))
        .thenApply(reply ->
            switch (reply) {
              case ControlPlaneReply.Ok(String text) -> understand(text, ControlJson::parse);
              case ControlPlaneReply.Refused refused -> throw refused(refused);
              case ControlPlaneReply.Rejected error -> throw notUnderstood(error.describe());
            });
  }

  /**
   * The account of an access key, as STS has it.
   *
   * @return the account; empty if there is no such key
   */
  CompletionStage<Optional<AccountId>> accessKeyInfo(AccessKeyId id) {
    return query("GetAccessKeyInfo", "&AccessKeyId=" + encoded(id.value()))
        .thenCompose(reply ->
            switch (reply) {
              case ControlPlaneReply.Ok(String xml) ->
                  CompletableFuture.completedFuture(Optional.of(account(xml)));
              // The same answer as to a caller that STS does not know: so who are we?
              case ControlPlaneReply.Refused refused when refused.code().equals(UNKNOWN_KEY) ->
                  callerAccount().thenApply(_ -> Optional.empty());
              case ControlPlaneReply.Refused refused ->
                  CompletableFuture.failedFuture(refused(refused));
              case ControlPlaneReply.Rejected error ->
                  CompletableFuture.failedFuture(notUnderstood(error.describe()));
            });
  }

  /** The account that STS takes us for. */
  CompletionStage<AccountId> callerAccount() {
    return query("GetCallerIdentity", "")
        .thenApply(reply ->
            switch (reply) {
              case ControlPlaneReply.Ok(String xml) -> account(xml);
              case ControlPlaneReply.Refused refused -> throw refused(refused);
              case ControlPlaneReply.Rejected error -> throw notUnderstood(error.describe());
            });
  }

  private CompletionStage<ControlPlaneReply> query(String action, String parameters) {
    return send(
        new ControlPlaneRequest(
            settings.endpoints().sts(),
            AuthenticationSettings.STS,
            FORM,
            Optional.empty(),
            "Action=" + action + "&Version=2011-06-15" + parameters,
            settings.timeouts().total()));
  }

  /** Sends a request; if it is refused, once more with credentials read anew. */
  private CompletionStage<ControlPlaneReply> send(ControlPlaneRequest request) {
    AccessKey key = credentials.current();
    return attemptTwice(request, key)
        .thenCompose(reply -> {
          boolean aboutUs =
              reply instanceof ControlPlaneReply.Refused && !isAboutKey(request, reply);
          return aboutUs
              ? credentials
                  .after(key)
                  .thenCompose(next ->
                      next.isPresent()
                          ? attemptTwice(request, next.get())
                          : CompletableFuture.completedFuture(reply))
              : CompletableFuture.completedFuture(reply);
        });
  }

  /** Whether the refusal may well be the answer to the question. */
  private static boolean isAboutKey(ControlPlaneRequest request, ControlPlaneReply reply) {
    return request.body().contains("Action=GetAccessKeyInfo")
        && reply instanceof ControlPlaneReply.Refused refused
        && refused.code().equals(UNKNOWN_KEY);
  }

  private CompletionStage<ControlPlaneReply> attemptTwice(
      ControlPlaneRequest request, AccessKey key) {
    return exchange
        .send(request, key)
        .exceptionallyCompose(_ -> exchange.send(request, key))
        .handle((reply, failure) -> {
          reachable = failure == null;
          if (failure != null) {
            throw new ControlPlaneException(
                ControlPlaneException.Reason.UNAVAILABLE,
                request.endpoint() + " does not answer: " + ControlPlaneHttp.reason(failure));
          }
          return reply;
        });
  }

  /**
   * Reads what was answered.
   *
   * @throws ControlPlaneException if it is not what the internal API answers
   */
  <T, R> R understand(T answer, Function<T, R> reader) {
    try {
      return reader.apply(answer);
    } catch (ControlJson.MalformedException | IllegalArgumentException e) {
      throw notUnderstood(e.getMessage());
    }
  }

  private AccountId account(String xml) {
    Matcher matcher = ACCOUNT.matcher(xml);
    if (!matcher.find()) {
      throw notUnderstood("STS names no account");
    }
    return new AccountId(matcher.group(1));
  }

  private ControlPlaneException refused(ControlPlaneReply.Refused refused) {
    String message =
        "the control plane refuses the IAM account's credentials: " + refused.describe();
    alarms.raise(Alarms.Kind.CREDENTIALS_REFUSED, message);
    return new ControlPlaneException(ControlPlaneException.Reason.REFUSED, message);
  }

  private ControlPlaneException notUnderstood(String what) {
    alarms.raise(
        Alarms.Kind.NOT_UNDERSTOOD,
        "the control plane gives an answer that makes no sense: " + what);
    return ControlPlaneException.notUnderstood(what);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whether the control plane answered when it was last asked. */
  public boolean isReachable() {
    return reachable;
  }

  /** What has been counted. */
  public ControlPlaneStatistics statistics() {
    return statistics;
  }

  /** The credentials that requests are signed with now. */
  AccessKey credentials() {
    return credentials.current();
  }

  Alarms alarms() {
    return alarms;
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
