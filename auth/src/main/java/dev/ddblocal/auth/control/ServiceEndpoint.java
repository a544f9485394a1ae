package dev.ddblocal.auth.control;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a service of the control plane is reached: scheme, host and port, and nothing else.
 *
 * @param uri the URL
 */
public record ServiceEndpoint(URI uri) {
  private static final String SECURE = "https";
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  /** Refuses a missing URL; {@link #parse} says what else is refused. */
  public ServiceEndpoint {
    Objects.requireNonNull(uri, "uri is null");
  }

  /**
   * Reads an endpoint.
   *
   * @param name the setting's name, for the message
   * @param text the URL
   * @throws IllegalArgumentException if it is no URL of a scheme, host and port alone, or goes
   *     without TLS to another machine; the message is for the operator
   */
  public static ServiceEndpoint parse(String name, String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw refused(name, "is not a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals(SECURE) && !scheme.equals("http")) {
      throw refused(name, "must begin with https:// or http://");
    }
    boolean bare =
        uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    if (!bare) {
      throw refused(name, "must have a scheme, a host and a port, and nothing else");
    }
    if (!scheme.equals(SECURE) && !isLoopback(uri.getHost())) {
      throw refused(name, "must be an https URL unless its host is loopback");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return new ServiceEndpoint(
        URI.create(scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "/"));
  }

  /** Whether the other is the same server: the same scheme, host and port. */
  public boolean isSameOrigin(ServiceEndpoint other) {
    return uri.getScheme().equals(other.uri.getScheme())
        && uri.getHost().equals(other.uri.getHost())
        && port() == other.port();
  }

  /**
   * Whether this is a listener of one's own.
   *
   * @param host the address or name that the listener is bound to
   * @param port its port
   */
  public boolean isListener(String host, int port) {
    String own = host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT);
    boolean everywhere = own.equals("0.0.0.0") || own.equals("[::]");
    boolean local = isLoopback(uri.getHost()) && (isLoopback(own) || everywhere);
    return port == port() && (local || own.equals(uri.getHost()));
  }

  /** Whether it is reached over TLS. */
  boolean isSecure() {
    return uri.getScheme().equals(SECURE);
  }

  /** The port, where none is named the scheme's. */
  public int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isSecure() ? HTTPS_PORT : HTTP_PORT;
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private static IllegalArgumentException refused(String name, String rule) {
    return new IllegalArgumentException(name + " " + rule);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
