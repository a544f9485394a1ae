package dev.ddblocal.http;

import java.net.InetAddress;
import java.util.List;

/**
 * The proxies whose word on a request's origin is believed: the {@code X-Forwarded-For} and {@code
 * X-Forwarded-Proto} that they send. From anybody else these headers mean nothing.
 *
 * @param ranges their addresses
 */
public record TrustedProxies(List<AddressRange> ranges) {
  /** Nobody is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final String HTTPS = "https";

  /** Copies the list. */
  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /** Whether the address is that of a proxy which is believed. */
  boolean contains(InetAddress address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The client behind a trusted proxy: each proxy appends the address that it was called from, so
   * the last address that is no trusted proxy's is the client's, and what stands before it is only
   * the client's word. Where an element is no address, the proxy that sent it counts as the client.
   *
   * @param peer the proxy that the connection comes from
   * @param forwardedFor its X-Forwarded-For; null if it sent none
   */
  String client(PeerAddress peer, String forwardedFor) {
    String client = peer.text();
    int end = forwardedFor == null ? 0 : forwardedFor.length();
    while (end > 0) {
      int comma = forwardedFor.lastIndexOf(',', end - 1);
      InetAddress address = address(forwardedFor.substring(comma + 1, end).strip());
      if (address == null) {
        return client;
      }
      client = PeerAddress.textOf(address);
      if (!contains(address)) {
        return client;
      }
      end = comma;
    }
    return client;
  }

  /**
   * Whether the client spoke TLS with the proxy.
   *
   * @param forwardedProto the proxy's X-Forwarded-Proto; null if it sent none
   * @param otherwise the answer where the proxy does not say
   */
  static boolean isSecure(String forwardedProto, boolean otherwise) {
    return forwardedProto == null
        ? otherwise
        : forwardedProto
            .substring(forwardedProto.lastIndexOf(',') + 1)
            .strip()
            .equalsIgnoreCase(HTTPS);
  }

  /** The address that an element names, whose port does not matter; null if it names none. */
  private static InetAddress address(String element) {
    String text = element;
    int colon = text.indexOf(':');
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      text = text.substring(1, text.indexOf(']'));
    } else if (colon >= 0 && text.indexOf(':', colon + 1) < 0) {
      text = text.substring(0, colon);
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
