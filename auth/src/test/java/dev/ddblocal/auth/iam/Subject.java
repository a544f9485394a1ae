package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;

/**
 * A user, role or group in tests of operations that exist for each.
 *
 * @param iam IAM
 * @param type what it is
 * @param name its name
 */
record Subject(LocalIam iam, EntityType type, String name) {
  /** Makes it. */
  IamReply create() {
    return type == EntityType.ROLE
        ? call("Create%s", "AssumeRolePolicyDocument", Policies.trust("444455556666"))
        : call("Create%s");
  }

  /** Calls an action whose name has {@code %s} for the kind. */
  IamReply call(String action, String... parameters) {
    return iam.call(action.formatted(type.label()), named(parameters));
  }

  /** Checks that such an action is refused. */
  void assertRefused(
      int status, String code, String message, String action, String... parameters) {
    iam.assertRefused(
        status, code, message, action.formatted(type.label()), named(parameters));
  }

  private String[] named(String... parameters) {
    String[] all = new String[parameters.length + 2];
    all[0] = type.label() + "Name";
    all[1] = name;
    System.arraycopy(parameters, 0, all, 2, parameters.length);
    return all;
  }
}
