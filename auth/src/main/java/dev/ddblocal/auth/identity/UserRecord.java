package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is recorded of an IAM user. Every change makes the {@code policyVersion} grow, so that a
 * {@link IdentityChange.Replace} of a user notices every other change, and so that a change of what
 * hangs on the user (policies, keys) can make itself noticed with {@link #touched}.
 *
 * @param record the record
 */
public record UserRecord(IdentityRecord record) {
  /** What the sort keys of users, and of all that hangs on them, begin with. */
  public static final String PREFIX = "USER#";

  private static final String NAME = "name";
  private static final String PATH = "path";
  private static final String TAGS = "tags";
  private static final String GROUPS = "groups";
  private static final String BOUNDARY = "boundaryArn";

  /** Refuses a missing record. */
  public UserRecord {
    Objects.requireNonNull(record, "record is null");
  }

  /** The sort key of the user of that name, in any case. */
  public static String sort(String name) {
    return PREFIX + EntityName.folded(name);
  }

  /** Whether the record is that of a user, and not of something that hangs on one. */
  public static boolean isUser(IdentityRecord record) {
    return record.sort().startsWith(PREFIX) && record.sort().indexOf('#', PREFIX.length()) < 0;
  }

  /** A new user without tags, groups and boundary. */
  public static UserRecord create(
      AccountId account, String path, String name, String userId, Instant createdAt) {
    return new UserRecord(
        IdentityRecord.of(AccountRecord.partition(account), sort(name))
            .with(NAME, name)
            .with(PATH, path)
            .with("userId", userId)
            .with("createdAt", RecordedTime.write(createdAt))
            .with(RecordVersion.ATTRIBUTE, 1));
  }

  /** The name as it was given. */
  public String name() {
    return record.text(NAME).orElseGet(() -> record.sort().substring(PREFIX.length()));
  }

  /** The path, with a slash at both ends. */
  public String path() {
    return record.text(PATH).orElse("/");
  }

  /** The unique id, {@code AIDA...}. */
  public String userId() {
    return record.text("userId").orElse("");
  }

  /** When the user was made. */
  public Instant createdAt() {
    return RecordedTime.read(record);
  }

  /** The tags. */
  public Map<String, String> tags() {
    return record.textMap(TAGS);
  }

  /** The ARN of the permissions boundary, if there is one. */
  public Optional<String> boundaryArn() {
    return record.text(BOUNDARY);
  }

  /** The names of the groups that the user is in, in lower case. */
  public Set<String> groups() {
    return record.texts(GROUPS);
  }

  /** Grows with every change of the user and of its policies. */
  public long policyVersion() {
    return RecordVersion.of(record);
  }

  /** The user as a principal. */
  public Principal.User principal(AccountId account) {
    return new Principal.User(account, path(), name(), userId(), tags());
  }

  /** The user's ARN. */
  public String arn(AccountId account) {
    return principal(account).arn();
  }

  /** The user with these tags only. */
  public UserRecord withTags(Map<String, String> tags) {
    return changed(tags.isEmpty() ? record.without(TAGS) : record.with(TAGS, tags));
  }

  /** The user with this path. */
  public UserRecord withPath(String path) {
    return changed(record.with(PATH, path));
  }

  /** The user with this name, hence perhaps under another sort key. */
  public UserRecord withName(String name) {
    return changed(
        new IdentityRecord(record.partition(), sort(name), record.with(NAME, name).attributes()));
  }

  /** The user with this permissions boundary, or without one. */
  public UserRecord withBoundary(Optional<String> arn) {
    return changed(
        arn.map(boundary -> record.with(BOUNDARY, boundary))
            .orElseGet(() -> record.without(BOUNDARY)));
  }

  /** The user in these groups only, given by their names in any case. */
  public UserRecord withGroups(Collection<String> names) {
    return changed(record.with(GROUPS, names.stream().map(EntityName::folded).sorted().toList()));
  }

  /** The same user with a greater {@code policyVersion}: what hangs on the user changes. */
  public UserRecord touched() {
    return changed(record);
  }

  private static UserRecord changed(IdentityRecord record) {
    return new UserRecord(RecordVersion.next(record));
  }
}
