package dev.ddblocal.auth.control;

import java.util.Objects;

/** What was found out about a control plane at start. */
public sealed interface ProbeOutcome {
  /** It can be relied on. */
  record Usable() implements ProbeOutcome {}

  /**
   * It can never be, so the server must not start.
   *
   * @param reason for the operator
   */
  record Unusable(String reason) implements ProbeOutcome {
    /** Refuses a missing reason. */
    public Unusable {
      Objects.requireNonNull(reason, "reason is null");
    }
  }

  /**
   * It does not answer. A server may start all the same: until the control plane answers, requests
   * with its keys end with InternalServerError.
   *
   * @param reason for the operator
   */
  record Unreachable(String reason) implements ProbeOutcome {
    /** Refuses a missing reason. */
    public Unreachable {
      Objects.requireNonNull(reason, "reason is null");
    }
  }
}
