package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * What is recorded of an account.
 *
 * @param record the record
 */
public record AccountRecord(IdentityRecord record) {
  /** The sort key. */
  public static final String SORT = "ACCOUNT";

  private static final String ACTIVE = "Active";

  /** Refuses a missing record. */
  public AccountRecord {
    Objects.requireNonNull(record, "record is null");
  }

  /** The partition key of everything that belongs to an account, but for its access keys. */
  public static String partition(AccountId account) {
    return "ACCT#" + account;
  }

  /** A new account. */
  public static AccountRecord create(AccountId account, String name, Instant createdAt) {
    return new AccountRecord(
        IdentityRecord.of(partition(account), SORT)
            .with("name", name)
            .with("createdAt", RecordedTime.write(createdAt))
            .with("status", ACTIVE));
  }

  /** The account's name; empty if it has none. */
  public String name() {
    return record.text("name").orElse("");
  }

  /** When the account was made; the beginning of 1970 if that is not recorded. */
  public Instant createdAt() {
    return RecordedTime.read(record);
  }

  /** Whether the account may be used: unless its status is another than {@code Active}. */
  public boolean isActive() {
    return record.text("status").orElse(ACTIVE).equals(ACTIVE);
  }

  /**
   * The same account with an encryption key in clear, as whoever makes it from outside writes it;
   * it is sealed when it is first seen.
   */
  public AccountRecord withEncryptionKey(SealingKey key) {
    return new AccountRecord(
        record.with(StoredAccountKeys.PLAIN_KEY, Base64.getEncoder().encodeToString(key.bytes())));
  }
}
