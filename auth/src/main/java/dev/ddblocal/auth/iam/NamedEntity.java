package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.QueryFault;
import java.util.List;

/** The user, role or group that a call names. */
final class NamedEntity {
  private NamedEntity() {}

  /** The parameter that names an entity of the kind, such as {@code RoleName}. */
  static String parameter(EntityType type) {
    return type.label() + "Name";
  }

  /** The longest name that may be asked for. */
  static int longestName(EntityType type) {
    return type == EntityType.ROLE ? IamNames.LONGEST_NAME : IamNames.LONGEST_EXISTING_NAME;
  }

  /**
   * The name in the call.
   *
   * @throws QueryFault a ValidationError
   */
  static String name(IamCall call, EntityType type) {
    return IamNames.require(call.parameters(), parameter(type), longestName(type));
  }

  /** What a call works on that names an entity; its path is not known. */
  static List<String> resources(IamCall call, EntityType type) {
    return List.of(arn(call.account(), type, "/", name(call, type)));
  }

  /** The ARN of an entity. */
  static String arn(AccountId account, EntityType type, String path, String name) {
    return "arn:aws:iam::" + account + ":" + type.word() + path + name;
  }

  /**
   * The entity that the call names.
   *
   * @throws QueryFault a ValidationError or NoSuchEntity
   */
  static IdentityEntity require(IdentityTransaction transaction, IamCall call, EntityType type) {
    String name = name(call, type);
    return Entities.find(transaction, call.account(), type, name)
        .orElseThrow(() -> missing(type, name));
  }

  /** The error for an entity that is not there. */
  static QueryFault missing(EntityType type, String name) {
    return IamFaults.noSuchEntity(
        "The " + type.word() + " with name " + name + " cannot be found.");
  }
}
