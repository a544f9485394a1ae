package dev.ddblocal.auth.identity;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.value.Bytes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is recorded of a long-term access key. Whoever may write to the identity table can put
 * anything there, so {@link #read} believes nothing.
 *
 * @param record the record
 * @param id the access key id
 * @param account the account that the key belongs to
 * @param userName the user's name; empty for a root user's key
 * @param principalId the user's unique id; empty if it is not recorded
 */
public record AccessKeyRecord(
    IdentityRecord record,
    AccessKeyId id,
    AccountId account,
    Optional<String> userName,
    Optional<String> principalId) {
  /** The sort key of the record itself. */
  public static final String SORT = "KEY";

  /** The attribute with the sealed secret. */
  static final String ENVELOPE = "secretEnvelope";

  /** The attribute with the secret in clear, as an import brings it. */
  static final String PLAIN_SECRET = "secretAccessKey";

  /** What the partition keys of access keys begin with. */
  static final String PARTITION_PREFIX = "AKID#";

  private static final String ROOT_POINTER = "ROOT#KEY#";
  private static final String ACTIVE = "Active";
  private static final String INACTIVE = "Inactive";

  /** Refuses missing parts. */
  public AccessKeyRecord {
    Objects.requireNonNull(record, "record is null");
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(account, "account is null");
    Objects.requireNonNull(userName, "userName is null");
    Objects.requireNonNull(principalId, "principalId is null");
  }

  /** The partition key of a key's record. */
  public static String partition(AccessKeyId id) {
    return PARTITION_PREFIX + id;
  }

  /** The partition of the records that name the keys of an account's users and root user. */
  public static String pointerPartition(AccountId account) {
    return AccountRecord.partition(account);
  }

  /**
   * What the sort keys of the records begin with that name an owner's keys, in the account's
   * partition; the key's id follows.
   *
   * @param userName the user's name; empty for the root user
   */
  public static String pointerPrefix(Optional<String> userName) {
    return userName.map(name -> UserRecord.sort(name) + "#KEY#").orElse(ROOT_POINTER);
  }

  /** The record that names the key among its owner's. */
  public static IdentityRecord pointer(
      AccountId account, Optional<String> userName, AccessKeyId id) {
    return IdentityRecord.of(pointerPartition(account), pointerPrefix(userName) + id);
  }

  /** A new active key, its secret sealed. */
  public static AccessKeyRecord create(
      AccessKey key, Optional<UserRecord> user, Instant createdAt, SecretSealer sealer) {
    IdentityRecord record =
        unsealed(key, user, createdAt)
            .with(ENVELOPE, sealer.seal(key.secret(), key.id(), key.accountId(), 1));
    return new AccessKeyRecord(
        record,
        key.id(),
        key.accountId(),
        user.map(UserRecord::name),
        user.map(UserRecord::userId));
  }

  /** A root user's new active key with its secret in clear, for a server that seals it. */
  public static IdentityRecord createPlain(AccessKey key, Instant createdAt) {
    return unsealed(key, Optional.empty(), createdAt).with(PLAIN_SECRET, key.secret().plainText());
  }

  private static IdentityRecord unsealed(
      AccessKey key, Optional<UserRecord> user, Instant createdAt) {
    IdentityRecord record =
        IdentityRecord.of(partition(key.id()), SORT)
            .with("accountId", key.accountId().value())
            .with("principalType", user.isPresent() ? "user" : "root")
            .with("principalId", user.map(UserRecord::userId).orElse(key.accountId().value()))
            .with("status", ACTIVE)
            .with("createdAt", RecordedTime.write(createdAt))
            .with("version", 1);
    return user.isPresent() ? record.with("userName", user.get().name()) : record;
  }

  /**
   * Reads a record.
   *
   * @param record the record
   * @param iamAccount the IAM account, which no record can make a key for
   * @throws UnusableKeyException saying what is wrong with it
   */
  public static AccessKeyRecord read(IdentityRecord record, AccountId iamAccount)
      throws UnusableKeyException {
    AccessKeyId id =
        idOf(record).orElseThrow(() -> new UnusableKeyException("its keys name no access key"));
    AccountId account =
        record
            .text("accountId")
            .filter(AccountId::isValid)
            .map(AccountId::new)
            .orElseThrow(() -> new UnusableKeyException("accountId is not 12 digits"));
    if (account.equals(iamAccount)) {
      throw new UnusableKeyException("no record can give a key to the IAM account");
    }
    Optional<String> userName = record.text("userName");
    boolean consistent =
        switch (record.text("principalType").orElse("")) {
          case "root" -> userName.isEmpty();
          case "user" -> userName.isPresent();
          default -> false;
        };
    if (!consistent) {
      throw new UnusableKeyException("principalType and userName do not name a root user or user");
    }
    return new AccessKeyRecord(record, id, account, userName, record.text("principalId"));
  }

  /** The access key id that the record is for; empty if its keys are of another kind. */
  static Optional<AccessKeyId> idOf(IdentityRecord record) {
    return record.partition().startsWith(PARTITION_PREFIX) && record.sort().equals(SORT)
        ? AccessKeyId.parse(record.partition().substring(PARTITION_PREFIX.length()))
            .filter(id -> !id.equals(AccessKeyId.TEST))
        : Optional.empty();
  }

  /** The status; anything but {@code Active} is inactive. */
  public KeyStatus status() {
    return record.text("status").orElse("").equals(ACTIVE) ? KeyStatus.ACTIVE : KeyStatus.INACTIVE;
  }

  /** The status as IAM prints it. */
  public static String text(KeyStatus status) {
    return switch (status) {
      case ACTIVE -> ACTIVE;
      case INACTIVE -> INACTIVE;
    };
  }

  /** When the key was made. */
  public Instant createdAt() {
    return RecordedTime.read(record);
  }

  /** Whether the secret lies there in clear. */
  public boolean isPlain() {
    return record.attributes().containsKey(PLAIN_SECRET);
  }

  /**
   * The secret.
   *
   * @throws UnusableKeyException if there is none that opens
   */
  public SecretAccessKey secret(SecretSealer sealer) throws UnusableKeyException {
    Optional<String> plain = record.text(PLAIN_SECRET).filter(text -> !text.isEmpty());
    if (plain.isPresent()) {
      return SecretAccessKey.of(plain.get());
    }
    Bytes envelope =
        record.bytes(ENVELOPE).orElseThrow(() -> new UnusableKeyException("it has no secret"));
    return sealer
        .open(envelope.toArray(), id, account, version())
        .orElseThrow(
            () -> new UnusableKeyException("its secretEnvelope was not sealed for this record"));
  }

  /** Whether the secret is sealed, and by the key that secrets are to be sealed by. */
  public boolean isSealedBy(SecretSealer sealer) {
    return !isPlain()
        && record
            .bytes(ENVELOPE)
            .map(envelope -> sealer.isCurrent(envelope.toArray(), id, account, version()))
            .orElse(true);
  }

  /** The record with the secret sealed anew, in its next version. */
  public IdentityRecord sealed(SecretAccessKey secret, SecretSealer sealer) {
    long next = version() + 1;
    return record
        .without(PLAIN_SECRET)
        .with("version", next)
        .with(ENVELOPE, sealer.seal(secret, id, account, next));
  }

  /** The record with that status. */
  public IdentityRecord with(KeyStatus status) {
    return record.with("status", text(status));
  }

  /** The record of a user that is called this from now on. */
  public IdentityRecord withUserName(String name) {
    return record.with("userName", name);
  }

  /** Who the key speaks for, if that is a root user. */
  public Principal.Root root() {
    return new Principal.Root(account);
  }

  private long version() {
    return record.number("version").orElse(0L);
  }
}
