package dev.ddblocal.domain.identity;

import java.util.Objects;

/** Who a request speaks for, in IAM's terms. */
public sealed interface Principal {
  /** The account the principal belongs to. */
  AccountId accountId();

  /** The principal's ARN, as AWS prints it in messages. */
  String arn();

  /**
   * An account's root user.
   *
   * @param accountId the account
   */
  record Root(AccountId accountId) implements Principal {
    /** Refuses a missing account. */
    public Root {
      Objects.requireNonNull(accountId, "accountId is null");
    }

    @Override
    public String arn() {
      return "arn:aws:iam::" + accountId + ":root";
    }
  }
}
