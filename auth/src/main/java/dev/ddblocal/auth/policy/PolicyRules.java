package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.AccountId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a document has to fulfil beyond the grammar to be stored. */
final class PolicyRules {
  private static final int ARN_COMPONENTS = 6;
  private static final Set<String> IAM_PRINCIPALS = Set.of("user/", "role/");
  private static final Set<String> STS_PRINCIPALS = Set.of("assumed-role/", "federated-user/");
  private static final int SHORTEST_UNIQUE_ID = 16;
  private static final String STS_ASSUME = "sts:";

  private PolicyRules() {}

  /**
   * Checks a document.
   *
   * @throws MalformedPolicyException if it breaks a rule
   */
  static void check(PolicyDocument document, PolicyType type) {
    Set<String> sids = new HashSet<>();
    for (Statement statement : document.statements()) {
      checkSid(statement.sid());
      if (!statement.sid().isEmpty() && !sids.add(statement.sid())) {
        throw new MalformedPolicyException(
            "Statement IDs (SID) in a single policy must be unique.");
      }
      statement.actions().forEach(action -> checkAction(action, type));
      statement.resources().forEach(PolicyRules::checkResource);
      statement.principal().ifPresent(principal -> checkPrincipal(principal, type));
      if (!statement.conditions().stream().allMatch(Condition::operatorIsKnown)) {
        throw PolicyParser.syntaxErrors();
      }
    }
  }

  private static void checkSid(String sid) {
    if (!sid.chars().allMatch(PolicyRules::isAlphanumeric)) {
      throw new MalformedPolicyException(
          "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the"
              + " regular expression [0-9A-Za-z]*");
    }
  }

  private static boolean isAlphanumeric(int character) {
    return isUpperCaseOrDigit(character) || (character >= 'a' && character <= 'z');
  }

  private static boolean isUpperCaseOrDigit(int character) {
    return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
  }

  private static void checkAction(String action, PolicyType type) {
    if (action.equals("*") && type != PolicyType.TRUST) {
      return;
    }
    int colon = action.indexOf(':');
    if (colon < 0) {
      throw new MalformedPolicyException(
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    if (action.indexOf(':', colon + 1) >= 0) {
      throw new MalformedPolicyException("Actions/Condition can contain only one colon.");
    }
    String vendor = action.substring(0, colon);
    if (!isVendor(vendor)) {
      throw new MalformedPolicyException("Vendor " + vendor + " is not valid");
    }
    if (type == PolicyType.TRUST && !action.toLowerCase(Locale.ROOT).startsWith(STS_ASSUME)) {
      throw new MalformedPolicyException(
          "AssumeRole policy may only specify STS AssumeRole actions.");
    }
  }

  private static boolean isVendor(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '.');
  }

  private static void checkResource(String resource) {
    if (resource.equals("*")) {
      return;
    }
    String[] components = resource.split(":", ARN_COMPONENTS);
    if (!components[0].equals("arn") || components.length == 1) {
      throw new MalformedPolicyException(
          "Resource " + resource + " must be in ARN format or \"*\".");
    }
    if (!components[1].equals("aws") && !hasWildcard(components[1])) {
      throw new MalformedPolicyException(
          "Partition \"" + components[1] + "\" is not valid for resource \"" + resource + "\".");
    }
    boolean ofIam = components.length == ARN_COMPONENTS && components[2].equals("iam");
    if (ofIam && !components[3].isEmpty() && !hasWildcard(components[3])) {
      throw new MalformedPolicyException(
          "IAM resource " + resource + " cannot contain region information.");
    }
  }

  private static void checkPrincipal(PrincipalElement element, PolicyType type) {
    for (PrincipalElement.Name name : element.names()) {
      if (type == PolicyType.TRUST && name.kind() == PrincipalElement.Kind.EVERYONE) {
        throw new MalformedPolicyException(
            "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".");
      }
      if (name.kind() == PrincipalElement.Kind.AWS && !isAwsPrincipal(name.value())) {
        throw new MalformedPolicyException(
            "Invalid principal in policy: \"AWS\":\"" + name.value() + "\"");
      }
    }
  }

  private static boolean isAwsPrincipal(String value) {
    if (value.equals(PrincipalElement.EVERYONE) || AccountId.isValid(value)) {
      return true;
    }
    String[] components = value.split(":", ARN_COMPONENTS);
    if (hasWildcard(value) || components.length < ARN_COMPONENTS) {
      return isUniqueId(value);
    }
    String kind = components[5].substring(0, components[5].indexOf('/') + 1);
    return components[0].equals("arn")
        && components[1].equals("aws")
        && components[3].isEmpty()
        && AccountId.isValid(components[4])
        && switch (components[2]) {
          case "iam" -> IAM_PRINCIPALS.contains(kind) || components[5].equals("root");
          case "sts" -> STS_PRINCIPALS.contains(kind);
          default -> false;
        };
  }

  private static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** A user's or role's unique id, such as {@code AIDA...}. */
  private static boolean isUniqueId(String value) {
    return value.length() >= SHORTEST_UNIQUE_ID
        && value.startsWith("A")
        && value.chars().allMatch(PolicyRules::isUpperCaseOrDigit);
  }
}
