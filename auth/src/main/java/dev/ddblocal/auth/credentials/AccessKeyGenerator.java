package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.AccountId;
import java.security.SecureRandom;
import java.util.Objects;

/** Issues access keys from a cryptographically strong source of randomness. */
public final class AccessKeyGenerator {
  private static final long SMALLEST_RANDOM_ACCOUNT = 100_000_000_000L;
  private static final long RANDOM_ACCOUNTS_END = 1_000_000_000_000L;

  private final SecureRandom random;
  private final KeyPrefix prefix;

  /** Creates the generator. */
  public AccessKeyGenerator(SecureRandom random, KeyPrefix prefix) {
    this.random = Objects.requireNonNull(random, "random is null");
    this.prefix = Objects.requireNonNull(prefix, "prefix is null");
  }

  /** Issues a key of a new account: twelve random digits, the first not zero. */
  public AccessKey generate() {
    long account = random.nextLong(SMALLEST_RANDOM_ACCOUNT, RANDOM_ACCOUNTS_END);
    return generate(new AccountId(Long.toString(account)));
  }

  /** Issues a key of the given account. */
  public AccessKey generate(AccountId accountId) {
    AccessKeyId id = AccessKeyIdCodec.encode(prefix, accountId, random.nextLong());
    return new AccessKey(id, SecretAccessKey.random(random), accountId);
  }
}
