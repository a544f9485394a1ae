package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.identity.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A user, role or group as it is recorded: {@code pk = ACCT#<account>, sk = <TYPE>#<name>}.
 *
 * @param type what it is
 * @param record its record
 */
public record IdentityEntity(EntityType type, IdentityRecord record) {
  /** The attribute with the name as it was given. */
  public static final String NAME = "name";

  /** The attribute with the path. */
  public static final String PATH = "path";

  /** The attribute with the time of creation, as {@link RecordedTime} writes it. */
  public static final String CREATED_AT = "createdAt";

  /** The attribute with the tags. */
  public static final String TAGS = "tags";

  /** The attribute with the ARN of the permissions boundary. */
  public static final String BOUNDARY_ARN = "boundaryArn";

  /** The attribute with the names of a user's groups, in lower case. */
  public static final String GROUPS = "groups";

  /** Refuses missing parts. */
  public IdentityEntity {
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(record, "record is null");
  }

  /** The account. */
  public AccountId account() {
    return account(record);
  }

  /** The account that a record in an account's partition belongs to. */
  static AccountId account(IdentityRecord record) {
    return new AccountId(record.partition().substring(record.partition().indexOf('#') + 1));
  }

  /** The name as it was given. */
  public String name() {
    return record.text(NAME).orElse(record.sort().substring(type.sortPrefix().length()));
  }

  /** The path, with a slash at both ends. */
  public String path() {
    return record.text(PATH).orElse("/");
  }

  /** The unique id. */
  public String id() {
    return record.text(type.idAttribute()).orElse("");
  }

  /** The ARN. */
  public String arn() {
    return "arn:aws:iam::" + account() + ":" + type.word() + path() + name();
  }

  /** When it was made. */
  public Instant createdAt() {
    return RecordedTime.read(record);
  }

  /** The tags. */
  public Map<String, String> tags() {
    return record.textMap(TAGS);
  }

  /** The ARN of the permissions boundary, if it has one. */
  public Optional<String> boundaryArn() {
    return record.text(BOUNDARY_ARN);
  }

  /** The names of a user's groups, in lower case. */
  public Set<String> groups() {
    return record.texts(GROUPS);
  }

  /**
   * The record after a change of something that is kept beside it. Replacing the record by this
   * makes changes of one entity meet each other.
   */
  public IdentityRecord touched() {
    return RecordVersion.next(record);
  }
}
