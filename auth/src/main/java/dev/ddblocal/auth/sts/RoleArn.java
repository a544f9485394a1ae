package dev.ddblocal.auth.sts;

import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the ARN of a role tells of where it is recorded.
 *
 * @param account the account
 * @param name the name, without the path
 */
record RoleArn(AccountId account, String name) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:[!-~]+/)?([\\w+=,.@-]+)");

  /** Reads an ARN; empty if it is not that of a role. */
  static Optional<RoleArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new RoleArn(new AccountId(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }
}
