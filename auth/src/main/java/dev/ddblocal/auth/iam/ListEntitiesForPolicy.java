package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the users, roles and groups that use a managed policy. */
final class ListEntitiesForPolicy extends TransactionalOperation {
  private static final List<String> FILTERS =
      List.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");

  /** The order of the lists in the answer. */
  private static final List<EntityType> ORDER =
      List.of(EntityType.GROUP, EntityType.USER, EntityType.ROLE);

  ListEntitiesForPolicy(IamEnvironment environment) {
    super("ListEntitiesForPolicy", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Optional<String> filter = Choice.of(call.parameters(), "EntityFilter", FILTERS);
    Optional<PolicyUse> use =
        Choice.of(call.parameters(), "PolicyUsageFilter", PolicyUse.NAMES).map(PolicyUse::of);
    String prefix = IamNames.pathPrefix(call.parameters());
    Page page = Page.of(call.parameters());
    PolicyArn arn = RequestedPolicy.require(transaction, call).arn();
    PolicyUsage usage = PolicyUsage.of(transaction, call.account());
    Set<IdentityEntity> users = new LinkedHashSet<>();
    for (PolicyUse each : use.map(List::of).orElse(List.of(PolicyUse.values()))) {
      users.addAll(each.users(usage, arn));
    }
    List<IdentityEntity> wanted =
        users.stream()
            .filter(entity -> filter.isEmpty() || entity.type().label().equals(filter.get()))
            .filter(entity -> entity.path().startsWith(prefix))
            .toList();
    return reply(page.slice(wanted, entity -> entity.record().sort()));
  }

  private static QueryReply reply(Page.Slice<IdentityEntity> slice) {
    List<Element> elements = new ArrayList<>();
    for (EntityType type : ORDER) {
      elements.add(
          new Group(
              "Policy" + type.label() + "s",
              slice.elements().stream()
                  .filter(entity -> entity.type() == type)
                  .<Element>map(ListEntitiesForPolicy::element)
                  .toList()));
    }
    elements.addAll(slice.end());
    return QueryReply.of(elements);
  }

  private static Group element(IdentityEntity entity) {
    String label = entity.type().label();
    return Group.of(
        "member",
        new Text(label + "Name", entity.name()),
        new Text(label + "Id", entity.id()));
  }
}
