package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.domain.identity.AccountId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A role as STS sees it.
 *
 * @param account the role's account
 * @param record the role's record
 */
record StoredRole(AccountId account, IdentityRecord record) {
  private static final String PREFIX = "ROLE#";
  private static final long DEFAULT_MAX_SESSION_SECONDS = 3_600;

  /** Refuses missing parts. */
  StoredRole {
    Objects.requireNonNull(account, "account is null");
    Objects.requireNonNull(record, "record is null");
  }

  /** The partition key of an account's roles. */
  static String partition(AccountId account) {
    return "ACCT#" + account;
  }

  /** The sort key of the role of that name, in any case. */
  static String sort(String name) {
    return PREFIX + EntityName.folded(name);
  }

  /** The name as it was given. */
  String name() {
    return record.text("name").orElseGet(() -> record.sort().substring(PREFIX.length()));
  }

  /** The path, with a slash at both ends. */
  String path() {
    return record.text("path").orElse("/");
  }

  /** The unique id, {@code AROA...}. */
  String id() {
    return record.text("roleId").orElse("");
  }

  String arn() {
    return "arn:aws:iam::" + account + ":role" + path() + name();
  }

  Map<String, String> tags() {
    return record.textMap("tags");
  }

  /** The text of the trust policy; empty, hence no policy, if there is none. */
  String trustPolicy() {
    return record.text("trustPolicy").orElse("");
  }

  /** The longest session that may be asked for. */
  Duration maxSession() {
    return Duration.ofSeconds(record.number("maxSession").orElse(DEFAULT_MAX_SESSION_SECONDS));
  }

  /** Whether sessions of that time were revoked. A time that cannot be read revokes all. */
  boolean hasRevoked(Instant issuedAt) {
    String attribute = "revokeSessionsBefore";
    if (!record.attributes().containsKey(attribute)) {
      return false;
    }
    try {
      return record.text(attribute).map(Instant::parse).map(issuedAt::isBefore).orElse(true);
    } catch (DateTimeException e) {
      return true;
    }
  }
}
