package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.domain.port.QueryFault;

/** IAM's errors about policies in IAM's words. */
final class PolicyFaults {
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;

  private PolicyFaults() {}

  /** A document that breaks the grammar. */
  static QueryFault malformed(String message) {
    return new QueryFault(BAD_REQUEST, "MalformedPolicyDocument", message);
  }

  /** A managed policy that is asked for and is not there. */
  static QueryFault notFound(String arn) {
    return IamFaults.noSuchEntity("Policy " + arn + " was not found.");
  }

  /** A managed policy that is to be attached and is not there. */
  static QueryFault notAttachable(String arn) {
    return IamFaults.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
  }

  /** A managed policy that is to be a permissions boundary and is not there. */
  static QueryFault notABoundary(String arn) {
    return IamFaults.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
  }

  /** A version that is not there. */
  static QueryFault noSuchVersion(String arn, String version) {
    return IamFaults.noSuchEntity(
        "Policy " + arn + " version " + version + " does not exist or is not attachable.");
  }

  /** An inline policy that is not there. */
  static QueryFault noSuchInlinePolicy(EntityType type, String name) {
    return IamFaults.noSuchEntity(
        "The " + type.word() + " policy with name " + name + " cannot be found.");
  }

  /** An ARN that is none of a policy. */
  static QueryFault invalidArn(String arn) {
    return IamFaults.invalidInput("ARN " + arn + " is not valid.");
  }

  /** A change of a policy of another account or of AWS. */
  static QueryFault notOwned() {
    return IamFaults.invalidInput("Policy is outside your own account.");
  }

  /** A policy whose name is taken. */
  static QueryFault alreadyExists(String name) {
    return new QueryFault(
        CONFLICT,
        "EntityAlreadyExists",
        "A policy called " + name + " already exists. Duplicate names are not allowed.");
  }

  /** Inline policies that are too long together. */
  static QueryFault inlinePoliciesTooLong(EntityType type, String name) {
    return limitExceeded(
        "Maximum policy size of "
            + InlinePolicies.sizeLimit(type).limit()
            + " bytes exceeded for "
            + type.word()
            + " "
            + name);
  }

  /** A policy that has as many versions as it may have. */
  static QueryFault tooManyVersions(int most) {
    return limitExceeded(
        "A managed policy can have up to "
            + most
            + " versions. Before you create a new version, you must delete an existing version.");
  }

  /** A policy that is in use. */
  static QueryFault attached() {
    return deleteConflict("Cannot delete a policy attached to entities.");
  }

  /** A policy that has more versions than the one in force. */
  static QueryFault hasVersions() {
    return deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the"
            + " policy's versions. The default version is deleted with the policy.");
  }

  /** The version that is in force. */
  static QueryFault defaultVersion() {
    return deleteConflict("Cannot delete the default version of a policy.");
  }

  private static QueryFault deleteConflict(String message) {
    return new QueryFault(CONFLICT, "DeleteConflict", message);
  }

  private static QueryFault limitExceeded(String message) {
    return new QueryFault(CONFLICT, "LimitExceeded", message);
  }
}
