package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityEntity;
import java.util.Arrays;
import java.util.List;

/** What a managed policy is used for. */
enum PolicyUse {
  /** To grant permissions. */
  PERMISSIONS_POLICY("PermissionsPolicy"),
  /** To limit them. */
  PERMISSIONS_BOUNDARY("PermissionsBoundary");

  /** The names that requests use. */
  static final List<String> NAMES = Arrays.stream(values()).map(use -> use.text).toList();

  private final String text;

  PolicyUse(String text) {
    this.text = text;
  }

  /** The use of that name. */
  static PolicyUse of(String text) {
    return values()[NAMES.indexOf(text)];
  }

  /** The entities that use the policy so. */
  List<IdentityEntity> users(PolicyUsage usage, PolicyArn arn) {
    return switch (this) {
      case PERMISSIONS_POLICY -> usage.attached(arn);
      case PERMISSIONS_BOUNDARY -> usage.boundaryOf(arn);
    };
  }
}
