package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedOperationsTest {
  /** What policies, roles, groups and their inspection need; keys and users have their own test. */
  private static final String POLICIES_ROLES_GROUPS =
      """
      AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateGroup CreatePolicy
      CreatePolicyVersion CreateRole DeleteGroup DeleteGroupPolicy DeletePolicy DeletePolicyVersion
      DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteUserPermissionsBoundary
      DeleteUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy
      GetAccountAuthorizationDetails GetAccountSummary GetContextKeysForCustomPolicy
      GetContextKeysForPrincipalPolicy GetGroup GetGroupPolicy GetPolicy GetPolicyVersion GetRole
      GetRolePolicy GetUserPolicy ListAccountAliases ListAttachedGroupPolicies
      ListAttachedRolePolicies ListAttachedUserPolicies ListEntitiesForPolicy ListGroupPolicies
      ListGroups ListGroupsForUser ListInstanceProfilesForRole ListPolicies ListPolicyTags
      ListPolicyVersions ListRolePolicies ListRoleTags ListRoles ListUserPolicies PutGroupPolicy
      PutRolePermissionsBoundary PutRolePolicy PutUserPermissionsBoundary PutUserPolicy
      RemoveUserFromGroup SetDefaultPolicyVersion SimulateCustomPolicy SimulatePrincipalPolicy
      TagPolicy TagRole UntagPolicy UntagRole UpdateAssumeRolePolicy UpdateGroup UpdateRole
      UpdateRoleDescription
      """;

  private final LocalIam iam = new LocalIam();

  @Test
  void serves_what_manages_policies_roles_and_groups() {
    List<String> missing =
        Arrays.stream(POLICIES_ROLES_GROUPS.strip().split("\\s+"))
            .filter(action -> !iam.service().hasAction(action))
            .toList();

    assertEquals(List.of(), missing);
    assertFalse(iam.service().hasAction("CreateSAMLProvider"));
  }
}
