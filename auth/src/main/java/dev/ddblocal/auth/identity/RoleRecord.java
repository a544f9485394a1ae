package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.identity.AccountId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A role: {@code pk = ACCT#<account>, sk = ROLE#<name>}.
 *
 * @param entity what it has in common with users and groups
 */
public record RoleRecord(IdentityEntity entity) {
  /** The attribute with the trust policy. */
  public static final String TRUST_POLICY = "trustPolicy";

  /** The attribute with the longest session, in seconds. */
  public static final String MAX_SESSION = "maxSession";

  /** The attribute with the description. */
  public static final String DESCRIPTION = "description";

  /**
   * The attribute with the time, as text in ISO 8601, that sessions must have been issued after to
   * be valid.
   */
  public static final String REVOKE_SESSIONS_BEFORE = "revokeSessionsBefore";

  private static final long DEFAULT_MAX_SESSION = 3_600;

  /** Refuses anything but a role. */
  public RoleRecord {
    Objects.requireNonNull(entity, "entity is null");
    if (entity.type() != EntityType.ROLE) {
      throw new IllegalArgumentException("not a role");
    }
  }

  /** Reads a record. */
  public static RoleRecord of(IdentityRecord record) {
    return new RoleRecord(new IdentityEntity(EntityType.ROLE, record));
  }

  /** The account. */
  public AccountId account() {
    return entity.account();
  }

  /** The trust policy's text. */
  public String trustPolicy() {
    return entity.record().text(TRUST_POLICY).orElse("");
  }

  /** The longest session that may be asked for. */
  public Duration maxSession() {
    return Duration.ofSeconds(entity.record().number(MAX_SESSION).orElse(DEFAULT_MAX_SESSION));
  }

  /** The description, if there is one. */
  public Optional<String> description() {
    return entity.record().text(DESCRIPTION);
  }

  /**
   * The time that sessions must have been issued at or after to be valid, if sessions were revoked.
   * One that cannot be read is the end of time: it revokes all sessions.
   */
  public Optional<Instant> revokeSessionsBefore() {
    if (!entity.record().attributes().containsKey(REVOKE_SESSIONS_BEFORE)) {
      return Optional.empty();
    }
    try {
      return entity
          .record()
          .text(REVOKE_SESSIONS_BEFORE)
          .map(Instant::parse)
          .or(() -> Optional.of(Instant.MAX));
    } catch (DateTimeException e) {
      return Optional.of(Instant.MAX);
    }
  }

  /** Whether sessions that were issued at that time were revoked. */
  public boolean hasRevoked(Instant issuedAt) {
    return revokeSessionsBefore().filter(issuedAt::isBefore).isPresent();
  }
}
