package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;

/** Entities and policies with all that GetAccountAuthorizationDetails tells of them. */
final class AuthorizationDetails {
  private final IdentityTransaction transaction;
  private final PolicyUsage usage;

  AuthorizationDetails(IdentityTransaction transaction, PolicyUsage usage) {
    this.transaction = transaction;
    this.usage = usage;
  }

  /** A user, role or group. */
  Group of(IdentityEntity entity) {
    EntityType type = entity.type();
    List<Element> elements = EntityElements.elements(entity);
    elements.add(new Group(type.label() + "PolicyList", inlinePolicies(entity)));
    elements.add(new Group("AttachedManagedPolicies", attachedPolicies(entity)));
    switch (type) {
      case USER -> elements.add(new Group("GroupList", groups(entity)));
      case ROLE -> {
        String trust = new RoleRecord(entity).trustPolicy();
        elements.add(new Text("AssumeRolePolicyDocument", PolicyText.encoded(trust)));
        elements.add(Group.of("InstanceProfileList"));
        elements.add(Group.of("RoleLastUsed"));
      }
      case GROUP -> {
        return new Group("member", elements);
      }
    }
    entity.boundaryArn().ifPresent(arn -> elements.add(Users.boundary(arn)));
    elements.add(TagParameters.elements(entity.tags()));
    return new Group("member", elements);
  }

  /** A managed policy with its versions. */
  Group of(ManagedPolicy policy) {
    List<Element> elements = new ArrayList<>(PolicyElements.elements(policy, usage));
    policy.description().ifPresent(text -> elements.add(new Text("Description", text)));
    elements.add(
        new Group(
            "PolicyVersionList",
            ManagedPolicies.versions(transaction, policy).stream()
                .<Element>map(version -> PolicyElements.versionWithDocument("member", version))
                .toList()));
    return new Group("member", elements);
  }

  private List<Element> inlinePolicies(IdentityEntity entity) {
    return Entities.inlinePolicies(transaction, entity).stream()
        .map(Entities::inlinePolicy)
        .<Element>map(AuthorizationDetails::inlinePolicy)
        .toList();
  }

  private static Group inlinePolicy(NamedPolicy policy) {
    return Group.of(
        "member",
        new Text(InlinePolicies.POLICY_NAME, policy.name()),
        new Text("PolicyDocument", PolicyText.encoded(policy.document())));
  }

  private List<Element> attachedPolicies(IdentityEntity entity) {
    return Entities.attachedPolicies(transaction, entity).stream()
        .flatMap(arn -> PolicyArn.parse(arn).stream())
        .<Element>map(ListAttachedPolicies::element)
        .toList();
  }

  private List<Element> groups(IdentityEntity user) {
    return user.groups().stream()
        .flatMap(name ->
            Entities.find(transaction, user.account(), EntityType.GROUP, name).stream())
        .<Element>map(group -> new Text("member", group.name()))
        .toList();
  }
}
