package dev.ddblocal.domain.identity;

import java.util.Map;
import java.util.Objects;

/** Who a request speaks for, in IAM's terms. */
public sealed interface Principal {
  /** The account the principal belongs to. */
  AccountId accountId();

  /** The principal's ARN, as AWS prints it in messages. */
  String arn();

  /** The unique id, as STS answers it for UserId and policies see it as {@code aws:userid}. */
  String userId();

  /** The tags that policies see as {@code aws:PrincipalTag}. */
  Map<String, String> tags();

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

    @Override
    public String userId() {
      return accountId.value();
    }

    @Override
    public Map<String, String> tags() {
      return Map.of();
    }
  }

  /**
   * An IAM user.
   *
   * @param accountId the account
   * @param path the path, with a slash at both ends
   * @param name the name, in the case it was given when the user was made
   * @param userId the unique id, {@code AIDA...}
   * @param tags the user's tags
   */
  record User(
      AccountId accountId, String path, String name, String userId, Map<String, String> tags)
      implements Principal {
    /** Refuses missing parts. */
    public User {
      Objects.requireNonNull(accountId, "accountId is null");
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(userId, "userId is null");
      tags = Map.copyOf(tags);
    }

    @Override
    public String arn() {
      return "arn:aws:iam::" + accountId + ":user" + path + name;
    }
  }

  /**
   * A session of an IAM role.
   *
   * @param accountId the account
   * @param rolePath the role's path, with a slash at both ends
   * @param roleName the role's name
   * @param roleId the role's unique id, {@code AROA...}
   * @param sessionName the name that the caller of AssumeRole gave the session
   * @param tags the tags of the role, and over them those of the session
   */
  record AssumedRole(
      AccountId accountId,
      String rolePath,
      String roleName,
      String roleId,
      String sessionName,
      Map<String, String> tags)
      implements Principal {
    /** Refuses missing parts. */
    public AssumedRole {
      Objects.requireNonNull(accountId, "accountId is null");
      Objects.requireNonNull(rolePath, "rolePath is null");
      Objects.requireNonNull(roleName, "roleName is null");
      Objects.requireNonNull(roleId, "roleId is null");
      Objects.requireNonNull(sessionName, "sessionName is null");
      tags = Map.copyOf(tags);
    }

    @Override
    public String arn() {
      return "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName;
    }

    /** The ARN of the role itself, which policies see as {@code aws:PrincipalArn}. */
    public String roleArn() {
      return "arn:aws:iam::" + accountId + ":role" + rolePath + roleName;
    }

    @Override
    public String userId() {
      return roleId + ":" + sessionName;
    }
  }

  /**
   * A user that an IAM user vouched for with GetFederationToken.
   *
   * @param issuer the IAM user
   * @param name the name that it gave the federated user
   * @param tags the session's tags
   */
  record FederatedUser(User issuer, String name, Map<String, String> tags) implements Principal {
    /** Refuses missing parts. */
    public FederatedUser {
      Objects.requireNonNull(issuer, "issuer is null");
      Objects.requireNonNull(name, "name is null");
      tags = Map.copyOf(tags);
    }

    @Override
    public AccountId accountId() {
      return issuer.accountId();
    }

    @Override
    public String arn() {
      return "arn:aws:sts::" + accountId() + ":federated-user/" + name;
    }

    @Override
    public String userId() {
      return accountId() + ":" + name;
    }
  }
}
