package dev.ddblocal.app.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/**
 * Where a listener is bound.
 *
 * @param host an address or a name; an IPv6 address without brackets
 * @param port the port; 0 where the system is to pick one
 */
public record ServerEndpoint(String host, int port) {
  /** Refuses a missing host. */
  public ServerEndpoint {
    Objects.requireNonNull(host, "host is null");
  }

  /** Whether only this machine can reach the listener. A name that does not resolve is not. */
  public boolean isLoopback() {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** This address with the port that the system picked. */
  public ServerEndpoint withPort(int actualPort) {
    return new ServerEndpoint(host, actualPort);
  }

  /** The address as a URL, without a path: {@code http://HOST:PORT}. */
  public String url() {
    return url(false);
  }

  /** The address as a URL, without a path, of HTTPS or of plain HTTP. */
  public String url(boolean secure) {
    return (secure ? "https://" : "http://")
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + port;
  }

  /** The URL by which a client on this machine reaches the listener. */
  public String clientUrl() {
    return clientUrl(false);
  }

  /** The URL, of HTTPS or of plain HTTP, by which a client on this machine reaches the listener. */
  public String clientUrl(boolean secure) {
    return switch (host) {
      case "0.0.0.0" -> new ServerEndpoint("127.0.0.1", port).url(secure);
      case "::" -> new ServerEndpoint("::1", port).url(secure);
      default -> url(secure);
    };
  }
}
