package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.util.List;
import java.util.Objects;

/**
 * Whom a statement of a resource-based policy or a trust policy is about: the element Principal or
 * NotPrincipal.
 *
 * @param negated whether it is NotPrincipal
 * @param names the principals
 */
public record PrincipalElement(boolean negated, List<Name> names) {
  /** How documents write everyone, as a principal or as an account. */
  static final String EVERYONE = "*";

  private static final String ROOT_PREFIX = "arn:aws:iam::";
  private static final String ROOT_SUFFIX = ":root";

  /** Copies the list. */
  public PrincipalElement {
    names = List.copyOf(names);
  }

  /** The kinds of principals that policies name. */
  public enum Kind {
    /** Everyone, written without a kind. */
    EVERYONE("*"),
    /** Accounts, users, roles and sessions: an ARN, an account id, a unique id or {@code *}. */
    AWS("AWS"),
    /** An AWS service. */
    SERVICE("Service"),
    /** An identity provider. */
    FEDERATED("Federated"),
    /** A user of Amazon S3. */
    CANONICAL_USER("CanonicalUser");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The kind as documents write it. */
    public String text() {
      return text;
    }
  }

  /**
   * The name of a principal.
   *
   * @param kind what it names
   * @param value the name
   */
  public record Name(Kind kind, String value) {
    /** Refuses missing parts. */
    public Name {
      Objects.requireNonNull(kind, "kind is null");
      Objects.requireNonNull(value, "value is null");
    }

    boolean isEveryone() {
      return (kind == Kind.AWS || kind == Kind.EVERYONE) && value.equals(PrincipalElement.EVERYONE);
    }
  }

  /** How closely a statement names a caller; the later, the more closely. */
  enum Closeness {
    /** Not at all. */
    NONE,
    /** By its account. */
    ACCOUNT,
    /** By the role of its session, or by the user who vouches for it. */
    ISSUER,
    /** Itself. */
    CALLER
  }

  /** Whether it names everyone. */
  public boolean isEveryone() {
    return names.stream().anyMatch(Name::isEveryone);
  }

  /**
   * How closely an Allow names the caller.
   *
   * @param everyone what it is worth to be named as everyone
   */
  Closeness closeness(Principal caller, Closeness everyone) {
    if (negated) {
      boolean excepted = names.stream().anyMatch(name -> names(name, caller));
      return excepted ? Closeness.NONE : everyone;
    }
    Closeness closest = Closeness.NONE;
    for (Name name : names) {
      Closeness closeness = name.isEveryone() ? everyone : closeness(name, caller);
      if (closeness.compareTo(closest) > 0) {
        closest = closeness;
      }
    }
    return closest;
  }

  /**
   * Whether a Deny is about the caller. NotPrincipal spares a caller only if it names its account
   * and all that it acts as: the user; or the role and the session; or the user who vouches and the
   * federated user.
   */
  boolean denies(Principal caller) {
    if (!negated) {
      return names.stream().anyMatch(name -> names(name, caller));
    }
    if (isEveryone()) {
      return false;
    }
    boolean account = names(Closeness.ACCOUNT, caller);
    boolean itself = caller instanceof Principal.Root || names(Closeness.CALLER, caller);
    boolean issuer =
        caller instanceof Principal.Root
            || caller instanceof Principal.User
            || names(Closeness.ISSUER, caller);
    return !(account && itself && issuer);
  }

  private boolean names(Closeness closeness, Principal caller) {
    return names.stream().anyMatch(name -> closeness(name, caller) == closeness);
  }

  private static boolean names(Name name, Principal caller) {
    return name.isEveryone() || closeness(name, caller) != Closeness.NONE;
  }

  /** How closely a name other than everyone names the caller. */
  private static Closeness closeness(Name name, Principal caller) {
    if (name.kind() != Kind.AWS) {
      return Closeness.NONE;
    }
    String value = name.value();
    if (isAccount(value, caller.accountId())) {
      return Closeness.ACCOUNT;
    }
    if (value.equals(caller.arn())) {
      return Closeness.CALLER;
    }
    return switch (caller) {
      case Principal.Root root -> Closeness.NONE;
      case Principal.User user -> value.equals(user.userId()) ? Closeness.CALLER : Closeness.NONE;
      case Principal.AssumedRole role ->
          value.equals(role.roleArn()) || value.equals(role.roleId())
              ? Closeness.ISSUER
              : Closeness.NONE;
      case Principal.FederatedUser user ->
          value.equals(user.issuer().arn()) || value.equals(user.issuer().userId())
              ? Closeness.ISSUER
              : Closeness.NONE;
    };
  }

  private static boolean isAccount(String value, AccountId account) {
    String id = account.value();
    return value.equals(id)
        || (value.length() == ROOT_PREFIX.length() + id.length() + ROOT_SUFFIX.length()
            && value.startsWith(ROOT_PREFIX)
            && value.startsWith(id, ROOT_PREFIX.length())
            && value.endsWith(ROOT_SUFFIX));
  }
}
