package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A user and a group that a call names. The user's record holds the names of its groups in lower
 * case.
 *
 * @param group the group
 * @param user the user
 */
record Membership(IdentityEntity group, IdentityEntity user) {
  /** What a call works on: AWS authorizes it for the group. */
  static List<String> resources(IamCall call) {
    NamedEntity.name(call, EntityType.USER);
    return NamedEntity.resources(call, EntityType.GROUP);
  }

  /**
   * The two in the call.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError or NoSuchEntity
   */
  static Membership require(IdentityTransaction transaction, IamCall call) {
    NamedEntity.name(call, EntityType.GROUP);
    NamedEntity.name(call, EntityType.USER);
    return new Membership(
        NamedEntity.require(transaction, call, EntityType.GROUP),
        NamedEntity.require(transaction, call, EntityType.USER));
  }

  /** The group's name as the user's record holds it. */
  static String key(IdentityEntity group) {
    return group.record().sort().substring(EntityType.GROUP.sortPrefix().length());
  }

  /** Whether the user is in the group. */
  boolean exists() {
    return user.groups().contains(key(group));
  }

  /** The user's groups with or without this one. */
  List<String> groups(boolean with) {
    TreeSet<String> groups = new TreeSet<>(user.groups());
    if (with) {
      groups.add(key(group));
    } else {
      groups.remove(key(group));
    }
    return new ArrayList<>(groups);
  }

  /** The changes that leave the user in these groups; others of the same two meet them. */
  List<IdentityChange> change(List<String> groups) {
    return List.of(
        new IdentityChange.Replace(group.record(), group.touched()),
        new IdentityChange.Replace(
            user.record(), user.touched().with(IdentityEntity.GROUPS, groups)));
  }
}
