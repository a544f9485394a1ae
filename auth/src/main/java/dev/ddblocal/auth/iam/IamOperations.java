package dev.ddblocal.auth.iam;

import java.util.List;

/** The operations of IAM that are served. */
final class IamOperations {
  private IamOperations() {}

  /** All operations in the order of their names. */
  static List<IamOperation> all(IamEnvironment environment) {
    return List.of(
        new CreateUser(environment), new GetUser(environment), new ListUsers(environment));
  }
}
