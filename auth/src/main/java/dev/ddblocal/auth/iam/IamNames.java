package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryFault;
import java.util.regex.Pattern;

/** IAM's rules for names and paths. */
public final class IamNames {
  /** The longest name of a user or role that can be made. */
  public static final int LONGEST_NAME = 64;

  /** The longest name of a group, a policy, or of something that may be there already. */
  public static final int LONGEST_EXISTING_NAME = 128;

  private static final int LONGEST_PATH = 512;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[\\u0021-\\u007F]+/");
  private static final Pattern PATH_PREFIX = Pattern.compile("/[\\u0021-\\u007F]*");

  private IamNames() {}

  /**
   * A name that has to be there.
   *
   * @param member the parameter, such as {@code UserName}
   * @throws QueryFault a ValidationError
   */
  public static String require(QueryParameters parameters, String member, int longest) {
    return checked(parameters.require(member), member, longest);
  }

  /**
   * Checks a name.
   *
   * @throws QueryFault a ValidationError
   */
  public static String checked(String name, String member, int longest) {
    if (name.isEmpty()) {
      throw QueryParameters.violation(
          name, member, "Member must have length greater than or equal to 1");
    }
    if (name.length() > longest) {
      throw QueryParameters.violation(
          name, member, "Member must have length less than or equal to " + longest);
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          member, "It must contain only alphanumeric characters and/or the following: +=,.@_-");
    }
    return name;
  }

  /**
   * The path of something new; {@code /} if none is given.
   *
   * @throws QueryFault a ValidationError
   */
  public static String path(QueryParameters parameters, String member) {
    String path = parameters.find(member).orElse("/");
    checkLength(path, member);
    if (!PATH.matcher(path).matches()) {
      throw invalid(
          member,
          "It must begin and end with / and contain only alphanumeric characters and/or /"
              + " characters.");
    }
    return path;
  }

  /**
   * What the paths begin with that are asked for; {@code /} if nothing is given.
   *
   * @throws QueryFault a ValidationError
   */
  public static String pathPrefix(QueryParameters parameters) {
    String member = "PathPrefix";
    String prefix = parameters.find(member).orElse("/");
    checkLength(prefix, member);
    if (!PATH_PREFIX.matcher(prefix).matches()) {
      throw invalid(
          member,
          "It must begin with the / character and contain only alphanumeric characters and/or /"
              + " characters.");
    }
    return prefix;
  }

  private static void checkLength(String path, String member) {
    if (path.isEmpty()) {
      throw QueryParameters.violation(
          path, member, "Member must have length greater than or equal to 1");
    }
    if (path.length() > LONGEST_PATH) {
      throw QueryParameters.violation(
          path, member, "Member must have length less than or equal to " + LONGEST_PATH);
    }
  }

  private static QueryFault invalid(String member, String rule) {
    return IamFaults.validationError(
        "The specified value for " + QueryParameters.lowerCamel(member) + " is invalid. " + rule);
  }
}
