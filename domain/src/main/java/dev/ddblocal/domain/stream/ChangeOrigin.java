package dev.ddblocal.domain.stream;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a change of an item comes from.
 *
 * @param at when it is made
 * @param actor who makes it
 */
public record ChangeOrigin(Instant at, Actor actor) {
  /** Who changes items. */
  public enum Actor {
    /** A caller of the API. */
    CALLER,
    /** The service itself, when an item has expired. */
    TIME_TO_LIVE
  }

  /** Refuses missing parts. */
  public ChangeOrigin {
    Objects.requireNonNull(at, "at is null");
    Objects.requireNonNull(actor, "actor is null");
  }

  /** A change that a caller makes now. */
  public static ChangeOrigin caller(Instant now) {
    return new ChangeOrigin(now, Actor.CALLER);
  }

  /** The deletion of an expired item now. */
  public static ChangeOrigin timeToLive(Instant now) {
    return new ChangeOrigin(now, Actor.TIME_TO_LIVE);
  }
}
