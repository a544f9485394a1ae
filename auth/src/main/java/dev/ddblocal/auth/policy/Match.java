package dev.ddblocal.auth.policy;

/** Whether a part of a statement matches a request: three-valued, as some things cannot be told. */
enum Match {
  YES,
  NO,
  /** It cannot be told: an Allow that depends on it does not apply, a Deny does. */
  UNKNOWN;

  static Match of(boolean matches) {
    return matches ? YES : NO;
  }

  Match negated() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Whether a statement of that effect applies if this is how it matches. */
  boolean applies(Effect effect) {
    return this == YES || (this == UNKNOWN && effect == Effect.DENY);
  }
}
