package dev.ddblocal.auth.identity;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Seals secret access keys under the IAM account's key. An envelope opens for the key id, account
 * and version that it was sealed for and for nothing else, so that a copy in another record is
 * worth nothing.
 */
public final class SecretSealer {
  private final Supplier<AccountKey> keys;

  /**
   * Creates the sealer.
   *
   * @param keys the IAM account's key as it is now; asked every time
   */
  public SecretSealer(Supplier<AccountKey> keys) {
    this.keys = Objects.requireNonNull(keys, "keys is null");
  }

  /** Seals a secret by the key that is to be used from now on. */
  public byte[] seal(SecretAccessKey secret, AccessKeyId id, AccountId account, long version) {
    AccountKey key = keys.get();
    byte[] plain = secret.toBytes();
    try {
      return key.next().orElse(key.current()).seal(plain, context(id, account, version));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Opens an envelope; empty if it was not sealed by this account's keys for these three. */
  public Optional<SecretAccessKey> open(
      byte[] envelope, AccessKeyId id, AccountId account, long version) {
    byte[] context = context(id, account, version);
    AccountKey key = keys.get();
    return key.next()
        .flatMap(next -> opened(next, envelope, context))
        .or(() -> opened(key.current(), envelope, context));
  }

  /** Whether the envelope is sealed by the key that is to be used from now on. */
  public boolean isCurrent(byte[] envelope, AccessKeyId id, AccountId account, long version) {
    AccountKey key = keys.get();
    return key.next().isEmpty()
        || opened(key.next().get(), envelope, context(id, account, version)).isPresent();
  }

  /** The IAM account's key as it is now. */
  AccountKey key() {
    return keys.get();
  }

  private static Optional<SecretAccessKey> opened(SealingKey key, byte[] envelope, byte[] context) {
    return key.open(envelope, context).map(SecretAccessKey::ofBytes);
  }

  private static byte[] context(AccessKeyId id, AccountId account, long version) {
    return (id + "|" + account + "|" + version).getBytes(StandardCharsets.UTF_8);
  }
}
