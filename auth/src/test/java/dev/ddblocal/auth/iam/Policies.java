package dev.ddblocal.auth.iam;

/** Policy documents for tests. */
final class Policies {
  private Policies() {}

  /** Allows an action on everything. */
  static String allow(String action) {
    return statement("Allow", action);
  }

  /** Denies an action on everything. */
  static String deny(String action) {
    return statement("Deny", action);
  }

  /** Lets a principal assume a role. */
  static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        + "{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"sts:AssumeRole\"}]}";
  }

  private static String statement(String effect, String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
        + effect
        + "\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\"}]}";
  }
}
