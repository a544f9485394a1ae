package dev.ddblocal.auth.policy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of IP addresses in CIDR notation. IPv4 addresses written as IPv6 ({@code ::ffff:...})
 * count as IPv4.
 */
final class IpRange {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private final byte[] address;
  private final int prefix;

  /**
   * A range.
   *
   * @param address the bytes of an address in it
   * @param prefix the number of leading bits that all its addresses share
   */
  private IpRange(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /** Reads a range; an address alone is a range of one. Empty if the text is neither. */
  static Optional<IpRange> parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    Optional<byte[]> address = address(host);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().length * Byte.SIZE;
    if (slash < 0) {
      return Optional.of(new IpRange(address.get(), bits));
    }
    // A prefix counts the bits as they are written; 96 of a mapped address are not kept.
    int dropped = host.indexOf(':') >= 0 && bits == IPV4_BITS ? IPV6_BITS - IPV4_BITS : 0;
    int prefix = prefix(text.substring(slash + 1)) - dropped;
    return prefix < 0 || prefix > bits
        ? Optional.empty()
        : Optional.of(new IpRange(address.get(), prefix));
  }

  /** Whether the address is in the range; false for text that is no address. */
  boolean contains(String text) {
    Optional<byte[]> candidate = address(text);
    if (candidate.isEmpty() || candidate.get().length != address.length) {
      return false;
    }
    byte[] other = candidate.get();
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != other[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    return rest == 0
        || (address[whole] & 0xff) >> (8 - rest) == (other[whole] & 0xff) >> (8 - rest);
  }

  /** The number of leading bits that all its addresses share. */
  int prefix() {
    return prefix;
  }

  /** Whether its addresses are of IPv4. */
  boolean isIpv4() {
    return address.length * Byte.SIZE == IPV4_BITS;
  }

  private static int prefix(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }

  private static Optional<byte[]> address(String text) {
    boolean colons = text.indexOf(':') >= 0;
    int scope = colons ? text.indexOf('%') : -1;
    String literal = scope < 0 ? text : text.substring(0, scope);
    // The JDK also reads addresses of one to three numbers; nobody means these.
    boolean dotted = literal.chars().filter(c -> c == '.').count() == 3;
    if ((!colons && !dotted) || literal.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(literal).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
