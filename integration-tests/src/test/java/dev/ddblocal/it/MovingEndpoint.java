package dev.ddblocal.it;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.endpoints.EndpointUrl;

/**
 * Where a server is now. A server that is started again has another port: its old one may be taken
 * by then.
 */
final class MovingEndpoint {
  private volatile Endpoint now;

  /** The server is somewhere else now. */
  void moveTo(String url) {
    now = Endpoint.builder().endpointUrl(EndpointUrl.fromUri(URI.create(url))).build();
  }

  /** As a client asks for it before each request. */
  CompletableFuture<Endpoint> resolve() {
    return CompletableFuture.completedFuture(now);
  }
}
