package dev.ddblocal.auth.policy;

import java.util.Objects;

/** What policies say to a request. */
public sealed interface Decision {
  /**
   * The request is allowed.
   *
   * @param by the statement that allowed it; {@link StatementId#NONE} for a root user
   */
  record Allowed(StatementId by) implements Decision {
    /** Refuses a missing part. */
    public Allowed {
      Objects.requireNonNull(by, "by is null");
    }
  }

  /**
   * A statement denies the request.
   *
   * @param layer where the statement stands
   * @param by the statement
   */
  record ExplicitDeny(PolicyLayer layer, StatementId by) implements Decision {
    /** Refuses missing parts. */
    public ExplicitDeny {
      Objects.requireNonNull(layer, "layer is null");
      Objects.requireNonNull(by, "by is null");
    }
  }

  /**
   * Nothing allows the request.
   *
   * @param layer the first layer that would have had to
   */
  record ImplicitDeny(PolicyLayer layer) implements Decision {
    /** Refuses a missing layer. */
    public ImplicitDeny {
      Objects.requireNonNull(layer, "layer is null");
    }
  }

  /**
   * Names a statement.
   *
   * @param policy the policy's name or ARN
   * @param sid the statement's Sid; empty if it has none
   */
  record StatementId(String policy, String sid) {
    /** No statement at all. */
    public static final StatementId NONE = new StatementId("", "");

    /** Refuses missing parts. */
    public StatementId {
      Objects.requireNonNull(policy, "policy is null");
      Objects.requireNonNull(sid, "sid is null");
    }
  }
}
