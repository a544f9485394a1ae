package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.identity.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer managed policy: {@code pk = ACCT#<account>, sk = MPOL#<path><name>}, its versions at
 * {@code MPOL#<path><name>#V#<n>}. A name is taken in all paths, which {@code MPOLNAME#<name>} sees
 * to.
 *
 * @param record its record
 */
public record ManagedPolicyRecord(IdentityRecord record) {
  /** What the sort keys of all policies and versions begin with. */
  public static final String PREFIX = "MPOL#";

  /** The attribute with the unique id. */
  public static final String POLICY_ID = "policyId";

  /** The attribute with the description. */
  public static final String DESCRIPTION = "description";

  /** The attribute with the number of the version that is in force. */
  public static final String DEFAULT_VERSION = "defaultVersion";

  /** The attribute with the highest number that a version has had. */
  public static final String LAST_VERSION = "lastVersion";

  /**
   * The attribute with the time of the last change of versions, as {@link RecordedTime} writes it.
   */
  public static final String UPDATED_AT = "updatedAt";

  /** The attribute of inline policies and versions that holds the policy's text. */
  public static final String DOCUMENT = "document";

  private static final String NAME_PREFIX = "MPOLNAME#";
  private static final String VERSION = "#V#";

  /** Refuses a missing record. */
  public ManagedPolicyRecord {
    Objects.requireNonNull(record, "record is null");
  }

  /** The sort key of a policy's own record. */
  public static String sort(String path, String name) {
    return PREFIX + EntityName.folded(path + name);
  }

  /** The sort key of the record that keeps a name from being taken twice. */
  public static String nameSort(String name) {
    return NAME_PREFIX + EntityName.folded(name);
  }

  /** What the sort keys of a policy's versions begin with. */
  public static String versionPrefix(String path, String name) {
    return sort(path, name) + VERSION;
  }

  /** Whether the record is a policy's own, not one of its versions. A name has no number sign. */
  public static boolean owns(IdentityRecord record) {
    String sort = record.sort();
    return sort.startsWith(PREFIX) && sort.indexOf('#', sort.lastIndexOf('/')) < 0;
  }

  /** The number of the version that a record is; zero if it is none. */
  public static int versionNumber(IdentityRecord record) {
    String sort = record.sort();
    int at = sort.lastIndexOf(VERSION);
    return at < 0 ? 0 : Integer.parseInt(sort.substring(at + VERSION.length()));
  }

  /** When a version was made. */
  public static Instant versionCreatedAt(IdentityRecord version) {
    return RecordedTime.read(version);
  }

  /** The account. */
  public AccountId account() {
    return IdentityEntity.account(record);
  }

  /** The name as it was given. */
  public String name() {
    return record.text(IdentityEntity.NAME).orElse("");
  }

  /** The path, with a slash at both ends. */
  public String path() {
    return record.text(IdentityEntity.PATH).orElse("/");
  }

  /** The ARN. */
  public String arn() {
    return "arn:aws:iam::" + account() + ":policy" + path() + name();
  }

  /** The unique id. */
  public String id() {
    return record.text(POLICY_ID).orElse("");
  }

  /** The description, if there is one. */
  public Optional<String> description() {
    return record.text(DESCRIPTION);
  }

  /** The tags. */
  public Map<String, String> tags() {
    return record.textMap(IdentityEntity.TAGS);
  }

  /** When it was made. */
  public Instant createdAt() {
    return RecordedTime.read(record);
  }

  /** When its versions changed last. */
  public Instant updatedAt() {
    return RecordedTime.read(record, UPDATED_AT);
  }

  /** The number of the version that is in force. */
  public int defaultVersion() {
    return Math.toIntExact(record.number(DEFAULT_VERSION).orElse(1L));
  }

  /** The highest number that a version has had. */
  public int lastVersion() {
    return Math.toIntExact(record.number(LAST_VERSION).orElse(1L));
  }
}
