package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import java.util.List;

/** The operations of IAM that are served. */
final class IamOperations {
  private IamOperations() {}

  /** All operations in the order of their names. */
  static List<IamOperation> all(IamEnvironment environment) {
    return List.of(
        new AddUserToGroup(environment),
        new AttachPolicy(EntityType.GROUP, environment),
        new AttachPolicy(EntityType.ROLE, environment),
        new AttachPolicy(EntityType.USER, environment),
        new CreateGroup(environment),
        new CreatePolicy(environment),
        new CreatePolicyVersion(environment),
        new CreateRole(environment),
        new CreateUser(environment),
        new DeleteGroup(environment),
        new DeleteInlinePolicy(EntityType.GROUP, environment),
        new DeletePolicy(environment),
        new DeletePolicyVersion(environment),
        new DeleteRole(environment),
        new DeletePermissionsBoundary(EntityType.ROLE, environment),
        new DeleteInlinePolicy(EntityType.ROLE, environment),
        new DeletePermissionsBoundary(EntityType.USER, environment),
        new DeleteInlinePolicy(EntityType.USER, environment),
        new DetachPolicy(EntityType.GROUP, environment),
        new DetachPolicy(EntityType.ROLE, environment),
        new DetachPolicy(EntityType.USER, environment),
        new GetGroup(environment),
        new GetInlinePolicy(EntityType.GROUP, environment),
        new GetPolicy(environment),
        new GetPolicyVersion(environment),
        new GetRole(environment),
        new GetInlinePolicy(EntityType.ROLE, environment),
        new GetUser(environment),
        new GetInlinePolicy(EntityType.USER, environment),
        new ListAttachedPolicies(EntityType.GROUP, environment),
        new ListAttachedPolicies(EntityType.ROLE, environment),
        new ListAttachedPolicies(EntityType.USER, environment),
        new ListInlinePolicies(EntityType.GROUP, environment),
        new ListGroups(environment),
        new ListInstanceProfilesForRole(environment),
        new ListPolicies(environment),
        new ListTagsOfTagged(Tagged.POLICY, environment),
        new ListPolicyVersions(environment),
        new ListInlinePolicies(EntityType.ROLE, environment),
        new ListTagsOfTagged(Tagged.ROLE, environment),
        new ListRoles(environment),
        new ListInlinePolicies(EntityType.USER, environment),
        new ListUsers(environment),
        new PutInlinePolicy(EntityType.GROUP, environment),
        new PutPermissionsBoundary(EntityType.ROLE, environment),
        new PutInlinePolicy(EntityType.ROLE, environment),
        new PutPermissionsBoundary(EntityType.USER, environment),
        new PutInlinePolicy(EntityType.USER, environment),
        new RemoveUserFromGroup(environment),
        new SetDefaultPolicyVersion(environment),
        new TagTagged(Tagged.POLICY, environment),
        new TagTagged(Tagged.ROLE, environment),
        new UntagTagged(Tagged.POLICY, environment),
        new UntagTagged(Tagged.ROLE, environment),
        new UpdateAssumeRolePolicy(environment),
        new UpdateGroup(environment),
        new UpdateRole(environment),
        new UpdateRoleDescription(environment));
  }
}
