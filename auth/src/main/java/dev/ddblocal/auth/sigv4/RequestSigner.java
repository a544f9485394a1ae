package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Signs requests of ours to other servers with Signature Version 4, by the same calculation that
 * verifies those of others.
 */
public final class RequestSigner {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final String service;
  private final InstantSource clock;

  /**
   * Creates a signer.
   *
   * @param service the signing name of the service that requests go to, such as {@code dynamodb}
   * @param clock the time that requests are signed for
   */
  public RequestSigner(String service, InstantSource clock) {
    this.service = Objects.requireNonNull(service, "service is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * A signed POST to the root of a server.
   *
   * @param endpoint scheme, host and perhaps port of the server
   * @param region the region that the request is for
   * @param key who calls
   * @param headers the headers beyond Host, the date and the signature; all of them are signed, so
   *     that a session's token belongs here as {@code X-Amz-Security-Token}
   * @param body the body
   * @return the request, ready to be given a timeout and to be sent
   */
  public HttpRequest.Builder post(
      URI endpoint, Region region, AccessKey key, Map<String, String> headers, byte[] body) {
    RequestTimestamp now = RequestTimestamp.at(clock.instant().getEpochSecond());
    CredentialScope scope = new CredentialScope(now.date(), region, service);
    List<Header> sent = new ArrayList<>();
    headers.forEach((name, value) -> sent.add(new Header(name, value)));
    sent.add(new Header("X-Amz-Date", now.basic()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/")).POST(BodyPublishers.ofByteArray(body));
    sent.forEach(header -> request.header(header.name(), header.value()));
    // The client sets this one itself and lets nobody else set it.
    sent.add(new Header("Host", host(endpoint)));
    SignedHeaderNames names =
        SignedHeaderNames.parse(sent.stream().map(Header::name).collect(Collectors.joining(";")));
    String signature =
        SignatureCalculator.ofThread()
            .signature(
                new UnverifiedRequest("POST", "", sent, Bytes.copyOf(body)),
                names,
                now,
                scope,
                SigningKey.derive(key.secret(), scope));
    return request.header(
        "Authorization",
        SigV4Authenticator.ALGORITHM
            + " Credential="
            + key.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
  }

  /** The Host header as the client sends it: with the port unless it is the scheme's own. */
  private static String host(URI endpoint) {
    int port = endpoint.getPort();
    int usual = "https".equals(endpoint.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    return port < 0 || port == usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
  }
}
