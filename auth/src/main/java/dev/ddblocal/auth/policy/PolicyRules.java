package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.AccountId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a document has to fulfil beyond the grammar to be stored. */
final class PolicyRules {
  private static final int ARN_COMPONENTS = 6;
  private static final String ARN = "arn:";
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
      statement.principal().ifPresent(PolicyRules::checkPrincipal);
      if (!statement.conditions().stream().allMatch(Condition::operatorIsKnown)) {
        throw PolicyParser.syntaxErrors();
      }
    }
  }

  private static void checkSid(String sid) {
    for (int i = 0; i < sid.length(); i++) {
      char c = sid.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        throw new MalformedPolicyException(
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the"
                + " regular expression [0-9A-Za-z]*");
      }
    }
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
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '.');
  }

  private static void checkResource(String resource) {
    if (resource.equals("*") || resource.startsWith("${")) {
      return;
    }
    if (!resource.startsWith(ARN)) {
      throw new MalformedPolicyException("Resource " + resource + " must be in ARN format or \"*\".");
    }
  }

  private static void checkPrincipal(PrincipalElement element) {
    for (PrincipalElement.Name name : element.names()) {
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
    if (value.indexOf('*') >= 0 || value.indexOf('?') >= 0) {
      return false;
    }
    String[] components = value.split(":", ARN_COMPONENTS);
    if (components.length == ARN_COMPONENTS) {
      return components[0].equals("arn")
          && (components[2].equals("iam") || components[2].equals("sts"))
          && AccountId.isValid(components[4])
          && !components[5].isEmpty();
    }
    return isUniqueId(value);
  }

  /** A user's or role's unique id, such as {@code AIDA...}. */
  private static boolean isUniqueId(String value) {
    return value.length() >= 16
        && value.startsWith("A")
        && value.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
  }
}
