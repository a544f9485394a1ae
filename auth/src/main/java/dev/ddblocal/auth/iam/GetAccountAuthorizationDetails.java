package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lists all users, groups, roles and policies of an account with all that they may. */
final class GetAccountAuthorizationDetails extends TransactionalOperation {
  private static final String LOCAL = "LocalManagedPolicy";
  private static final String AWS = "AWSManagedPolicy";
  private static final List<String> FILTERS = List.of("User", "Role", "Group", LOCAL, AWS);
  private static final List<EntityType> ORDER =
      List.of(EntityType.USER, EntityType.GROUP, EntityType.ROLE);
  private static final String POLICIES = "Policies";

  GetAccountAuthorizationDetails(IamEnvironment environment) {
    super("GetAccountAuthorizationDetails", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("*");
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    List<String> filters = call.parameters().list("Filter");
    filters.forEach(filter -> Choice.checked(filter, "Filter", FILTERS));
    Page page = Page.of(call.parameters());
    List<Detail> all = details(transaction, call, filters.isEmpty() ? FILTERS : filters);
    Page.Slice<Detail> slice = page.slice(all, Detail::key);
    List<Element> elements = new ArrayList<>();
    for (EntityType type : ORDER) {
      elements.add(slice(slice, list(type)));
    }
    elements.add(slice(slice, POLICIES));
    elements.addAll(slice.end());
    return QueryReply.of(elements);
  }

  private static List<Detail> details(
      IdentityTransaction transaction, IamCall call, List<String> filters) {
    PolicyUsage usage = PolicyUsage.of(transaction, call.account());
    AuthorizationDetails print = new AuthorizationDetails(transaction, usage);
    List<Detail> details = new ArrayList<>();
    for (EntityType type : EntityType.values()) {
      if (filters.contains(type.label())) {
        for (IdentityEntity entity : Entities.all(transaction, call.account(), type)) {
          details.add(new Detail(list(type), entity.record().sort(), () -> print.of(entity)));
        }
      }
    }
    List<ManagedPolicy> policies = new ArrayList<>();
    if (filters.contains(LOCAL)) {
      policies.addAll(ManagedPolicies.ofAccount(transaction, call.account()));
    }
    if (filters.contains(AWS)) {
      AwsManagedPolicies.all().stream()
          .filter(policy -> !usage.isUnused(policy.arn()))
          .forEach(policies::add);
    }
    for (ManagedPolicy policy : policies) {
      details.add(new Detail(POLICIES, policy.arn().toString(), () -> print.of(policy)));
    }
    return details;
  }

  private static Group slice(Page.Slice<Detail> slice, String list) {
    return new Group(
        list,
        slice.elements().stream()
            .filter(detail -> detail.list.equals(list))
            .<Element>map(detail -> detail.element.get())
            .toList());
  }

  private static String list(EntityType type) {
    return type.label() + "DetailList";
  }

  /**
   * One element of one of the lists.
   *
   * @param list the list's name
   * @param key its place among all elements
   * @param element prints it
   */
  private record Detail(String list, String key, Supplier<Group> element) {}
}
