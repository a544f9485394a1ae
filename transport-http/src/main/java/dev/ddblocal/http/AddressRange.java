package dev.ddblocal.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;

/**
 * A range of addresses: those that begin with the bits of one. An IPv4 address is in no range of
 * IPv6 addresses; one that is written as an IPv6 address (IPv4-mapped) is an IPv4 address.
 */
public final class AddressRange {
  private final byte[] network;
  private final int prefixLength;

  private AddressRange(byte[] network, int prefixLength) {
    this.network = network;
    this.prefixLength = prefixLength;
  }

  /**
   * Reads a range.
   *
   * @param text a numeric address such as {@code 10.1.2.3} or {@code ::1}, or a block in CIDR
   *     notation such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException if it is neither; names are never looked up
   */
  public static AddressRange parse(String text) {
    Objects.requireNonNull(text, "text is null");
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] network = InetAddress.ofLiteral(address).getAddress();
      int bits = network.length * Byte.SIZE;
      int prefixLength = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefixLength >= 0 && prefixLength <= bits) {
        return new AddressRange(network, prefixLength);
      }
    } catch (IllegalArgumentException e) {
      // As a number that is too large.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no address and no range of addresses such as 10.0.0.0/8");
  }

  /** Whether the address is one of the range. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    int whole = prefixLength / Byte.SIZE;
    int rest = prefixLength % Byte.SIZE;
    return bytes.length == network.length
        && Arrays.equals(bytes, 0, whole, network, 0, whole)
        && (rest == 0 || (bytes[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange range
        && prefixLength == range.prefixLength
        && Arrays.equals(network, range.network);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(network) + prefixLength;
  }
}
