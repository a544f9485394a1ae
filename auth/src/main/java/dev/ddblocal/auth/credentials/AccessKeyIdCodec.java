package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.AccountId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The account number inside an access key id.
 *
 * <pre>
 *   A K I A  Q A A A A A T J A A A A A A A A
 *   prefix   16 characters of base32 = 80 bits
 *            bit 79: 1 | bits 78..39: account | bits 38..0: random
 * </pre>
 *
 * It serves to issue ids and to notice implausible ones, never to decide whose a request is.
 */
public final class AccessKeyIdCodec {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Set<String> PREFIXES = Set.of("AKIA", "ASIA", "ELAK", "ELAS");
  private static final int PREFIX_LENGTH = 4;
  private static final int HALF_LENGTH = 8;
  private static final int BITS_PER_CHARACTER = 5;
  private static final int HALF_BITS = HALF_LENGTH * BITS_PER_CHARACTER;
  private static final int RANDOM_BITS = 39;
  private static final long ACCOUNT_MASK = (1L << 40) - 1;
  private static final long MAX_ACCOUNT = 999_999_999_999L;

  private AccessKeyIdCodec() {}

  /**
   * Makes the id of a long-term key.
   *
   * @param prefix what it begins with
   * @param accountId the account inside
   * @param random random bits, of which the lowest 39 are taken
   */
  public static AccessKeyId encode(KeyPrefix prefix, AccountId accountId, long random) {
    return encode(prefix.longTerm(), accountId, random);
  }

  /**
   * Makes the id of temporary credentials.
   *
   * @param prefix what it begins with
   * @param accountId the account inside
   * @param random random bits, of which the lowest 39 are taken
   */
  public static AccessKeyId encodeSession(KeyPrefix prefix, AccountId accountId, long random) {
    return encode(prefix.session(), accountId, random);
  }

  private static AccessKeyId encode(String prefix, AccountId accountId, long random) {
    long account = Long.parseLong(accountId.value());
    // The upper 40 bits hold the validity bit and all of the account but its lowest bit.
    long upper = (1L << (HALF_BITS - 1)) | (account >>> 1);
    long lower = ((account & 1) << RANDOM_BITS) | (random & ((1L << RANDOM_BITS) - 1));
    return new AccessKeyId(prefix + base32(upper) + base32(lower));
  }

  /** The account inside an id; empty if the id has not this form or holds no account number. */
  public static Optional<AccountId> accountOf(AccessKeyId id) {
    String text = id.value();
    if (text.length() != PREFIX_LENGTH + 2 * HALF_LENGTH
        || !PREFIXES.contains(text.substring(0, PREFIX_LENGTH))) {
      return Optional.empty();
    }
    long upper = number(text, PREFIX_LENGTH);
    long lower = number(text, PREFIX_LENGTH + HALF_LENGTH);
    if (upper < 0 || lower < 0) {
      return Optional.empty();
    }
    long account = ((upper << 1) | (lower >>> RANDOM_BITS)) & ACCOUNT_MASK;
    return account > MAX_ACCOUNT
        ? Optional.empty()
        : Optional.of(new AccountId(String.format(Locale.ROOT, "%012d", account)));
  }

  /**
   * Whether the id is of the generator of early versions, which left bit 79 unset and took its
   * randomness, that of the secret as well, from the time.
   */
  static boolean isOfOlderGenerator(AccessKeyId id) {
    String text = id.value();
    if (!text.startsWith("ELAK") || text.length() != PREFIX_LENGTH + 2 * HALF_LENGTH) {
      return false;
    }
    long upper = number(text, PREFIX_LENGTH);
    return upper >= 0 && upper >>> (HALF_BITS - 1) == 0;
  }

  private static String base32(long bits) {
    StringBuilder text = new StringBuilder(HALF_LENGTH);
    for (int shift = HALF_BITS - BITS_PER_CHARACTER; shift >= 0; shift -= BITS_PER_CHARACTER) {
      text.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
    }
    return text.toString();
  }

  /** The 40 bits of the eight characters from the offset on; -1 if one is not of the alphabet. */
  private static long number(String text, int offset) {
    long bits = 0;
    for (int i = offset; i < offset + HALF_LENGTH; i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return -1;
      }
      bits = (bits << BITS_PER_CHARACTER) | digit;
    }
    return bits;
  }
}
