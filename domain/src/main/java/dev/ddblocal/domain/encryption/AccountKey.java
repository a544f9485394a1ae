package dev.ddblocal.domain.encryption;

import java.util.Objects;
import java.util.Optional;

/**
 * The key that an account's data keys are wrapped by.
 *
 * @param current the key that they are wrapped by today
 * @param next the key that they are to be wrapped by from now on, where a rotation is asked for
 */
public record AccountKey(SealingKey current, Optional<SealingKey> next) {
  /** Refuses missing parts. */
  public AccountKey {
    Objects.requireNonNull(current, "current is null");
    Objects.requireNonNull(next, "next is null");
  }
}
