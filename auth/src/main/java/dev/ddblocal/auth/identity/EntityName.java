package dev.ddblocal.auth.identity;

import java.util.Locale;

/** Names of users, roles, groups and policies: kept as given, compared without regard to case. */
public final class EntityName {
  private EntityName() {}

  /** The name as it stands in sort keys. */
  public static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
