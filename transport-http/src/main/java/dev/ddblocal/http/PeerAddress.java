package dev.ddblocal.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Who is on the other side of a connection.
 *
 * @param text the numeric address; empty if it is not known
 * @param isTrustedProxy whether what it says of the requests' origin is believed
 */
record PeerAddress(String text, boolean isTrustedProxy) {
  /** The other side of a connection that has ended. */
  static final PeerAddress UNKNOWN = new PeerAddress("", false);

  /** The other side with the given address. */
  static PeerAddress of(SocketAddress address, TrustedProxies proxies) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? new PeerAddress(textOf(inet.getAddress()), proxies.contains(inet.getAddress()))
        : UNKNOWN;
  }

  /** An address in numbers, without the zone that IPv6 addresses may have on this machine. */
  static String textOf(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
