package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.value.Bytes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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

  /** The account's encryption key, sealed, if it has one. */
  public Optional<Bytes> wrappedAccountKey() {
    return record.bytes("wrappedAccountKey");
  }

  /** The encryption key that the account is to have from now on, sealed, if one is asked for. */
  public Optional<Bytes> wrappedNextAccountKey() {
    return record.bytes("wrappedNextAccountKey");
  }
}
