package dev.ddblocal.auth.control;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose policies a principal has: a user's, a role's, or none of a root user. In writing it is the
 * owner's ARN without a path and with the name in lower case, as names are compared:
 *
 * <pre>
 *   arn:aws:iam::111122223333:user/ann
 *   arn:aws:iam::111122223333:role/reader
 *   arn:aws:iam::111122223333:root
 * </pre>
 *
 * @param account the account
 * @param type what kind of owner it is
 * @param name the name in lower case; empty for a root user
 */
public record PolicyOwner(AccountId account, Type type, String name) {
  private static final Pattern SYNTAX =
      Pattern.compile("arn:aws:iam::([0-9]{12}):(?:(root)|(user|role)/([\\w+=,.@-]{1,64}))");

  /** The kinds of owners. */
  public enum Type {
    /** The root user of an account. */
    ROOT,
    /** An IAM user. */
    USER,
    /** An IAM role. */
    ROLE
  }

  /** Refuses missing parts. */
  public PolicyOwner {
    Objects.requireNonNull(account, "account is null");
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(name, "name is null");
  }

  /** The root user of an account. */
  public static PolicyOwner root(AccountId account) {
    return new PolicyOwner(account, Type.ROOT, "");
  }

  /** A user or role; the name may be in any case. */
  public static PolicyOwner named(AccountId account, Type type, String name) {
    return new PolicyOwner(account, type, name.toLowerCase(Locale.ROOT));
  }

  /** The owner of the policies that a principal has. */
  public static PolicyOwner of(Principal principal) {
    return switch (principal) {
      case Principal.Root(AccountId account) -> root(account);
      case Principal.User user -> named(user.accountId(), Type.USER, user.name());
      case Principal.AssumedRole role -> named(role.accountId(), Type.ROLE, role.roleName());
      case Principal.FederatedUser federated -> of(federated.issuer());
    };
  }

  /** Reads what {@link #toString} writes; empty for anything else. */
  public static Optional<PolicyOwner> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    AccountId account = new AccountId(matcher.group(1));
    return Optional.of(
        matcher.group(2) != null
            ? root(account)
            : named(
                account,
                matcher.group(3).equals("user") ? Type.USER : Type.ROLE,
                matcher.group(4)));
  }

  @Override
  public String toString() {
    String prefix = "arn:aws:iam::" + account + ":";
    return type == Type.ROOT
        ? prefix + "root"
        : prefix + type.name().toLowerCase(Locale.ROOT) + "/" + name;
  }
}
