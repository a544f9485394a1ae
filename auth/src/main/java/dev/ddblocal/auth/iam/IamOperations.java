package dev.ddblocal.auth.iam;

import java.util.List;

/** The operations of IAM that are served. */
final class IamOperations {
  private IamOperations() {}

  /** All operations in the order of their classes' names. */
  static List<IamOperation> all(IamEnvironment environment) {
    return List.of(
        new CreateAccessKey(environment),
        new CreateUser(environment),
        new DeleteAccessKey(environment),
        new DeleteUser(environment),
        new EmptyList(environment, "ListMFADevices", "MFADevices"),
        new EmptyList(environment, "ListSSHPublicKeys", "SSHPublicKeys"),
        new EmptyList(environment, "ListServiceSpecificCredentials", "ServiceSpecificCredentials"),
        new EmptyList(environment, "ListSigningCertificates", "Certificates"),
        new GetAccessKeyLastUsed(environment),
        new GetUser(environment),
        new ListAccessKeys(environment),
        new ListGroupsForUser(environment),
        new ListUserTags(environment),
        new ListUsers(environment),
        new ListVirtualMfaDevices(),
        new NoLoginProfile(environment, "DeleteLoginProfile"),
        new NoLoginProfile(environment, "GetLoginProfile"),
        new TagUser(environment),
        new UntagUser(environment),
        new UpdateAccessKey(environment),
        new UpdateUser(environment));
  }
}
