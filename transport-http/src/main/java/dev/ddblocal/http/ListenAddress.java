package dev.ddblocal.http;

import java.util.Objects;

/**
 * Where to listen.
 *
 * @param host a host name or address of this machine
 * @param port the TCP port, 0 to 65535; 0 picks a free one
 */
public record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** Refuses what is no port. */
  public ListenAddress {
    Objects.requireNonNull(host, "host is null");
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is a number from 0 to " + MAX_PORT);
    }
  }
}
