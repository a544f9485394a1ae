package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a managed policy.
 *
 * @param owner the account, or {@code aws} for the policies that AWS manages
 * @param path the path, with a slash at both ends
 * @param name the name
 */
record PolicyArn(String owner, String path, String name) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):policy(/(?:[!-~]+/)?)([\\w+=,.@-]+)");

  /** The owner of the policies that AWS manages. */
  static final String AWS = "aws";

  /** Reads an ARN. */
  static Optional<PolicyArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new PolicyArn(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** The ARN of an account's policy. */
  static PolicyArn of(AccountId account, String path, String name) {
    return new PolicyArn(account.value(), path, name);
  }

  /** Whether AWS manages the policy. */
  boolean isAwsManaged() {
    return owner.equals(AWS);
  }

  @Override
  public String toString() {
    return "arn:aws:iam::" + owner + ":policy" + path + name;
  }
}
