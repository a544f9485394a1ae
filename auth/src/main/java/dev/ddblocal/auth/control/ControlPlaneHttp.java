package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.sigv4.RequestSigner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one signed request and reads one answer. */
final class ControlPlaneHttp {
  private static final long MAX_ANSWER_BYTES = 16L << 20;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient http;
  private final ControlPlaneSettings settings;
  private final InstantSource clock;
  private final ControlPlaneStatistics statistics;

  ControlPlaneHttp(
      HttpClient http,
      ControlPlaneSettings settings,
      InstantSource clock,
      ControlPlaneStatistics statistics) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
    this.statistics = statistics;
  }

  /**
   * Sends a request.
   *
   * @return the answer; the stage fails if none came, or one that tells of a failure over there
   */
  CompletionStage<ControlPlaneReply> send(ControlPlaneRequest request, AccessKey key) {
    statistics.called();
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(
            signed(request, key),
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES));
    // The request's own time limit ends with the headers; this one counts until the last byte.
    return sent.copy()
        .orTimeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            sent.cancel(true);
          }
        })
        .thenCompose(ControlPlaneHttp::reply)
        .whenComplete((reply, failure) -> {
          if (failure != null) {
            statistics.failed();
          } else if (reply instanceof ControlPlaneReply.Refused) {
            statistics.refused();
          }
        });
  }

  private static CompletionStage<ControlPlaneReply> reply(HttpResponse<String> response) {
    int status = response.statusCode();
    return status >= FIRST_SERVER_ERROR || status == TOO_MANY_REQUESTS
        ? CompletableFuture.failedFuture(new IOException("status " + status))
        : CompletableFuture.completedFuture(ControlPlaneReply.of(status, response.body()));
  }

  private HttpRequest signed(ControlPlaneRequest request, AccessKey key) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", request.contentType());
    headers.put(ControlOperation.INSTANCE_HEADER, settings.instanceId());
    request.target().ifPresent(target -> headers.put("X-Amz-Target", target));
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    return new RequestSigner(request.service(), clock)
        .post(request.endpoint().uri(), settings.region(), key, headers, body)
        .build();
  }

  /** What went wrong, for the log: never what was sent or answered. */
  static String reason(Throwable failure) {
    Throwable cause = ControlPlaneException.causeOf(failure);
    if (cause instanceof TimeoutException) {
      return "no answer in time";
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
