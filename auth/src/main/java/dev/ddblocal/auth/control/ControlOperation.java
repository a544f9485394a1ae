package dev.ddblocal.auth.control;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the internal API. */
public enum ControlOperation {
  /** Makes an account and its root user's first access key. */
  CREATE_ACCOUNT("CreateAccount"),
  /** Makes another access key of an account's root user. */
  CREATE_ROOT_ACCESS_KEY("CreateRootAccessKey"),
  /** Says which control plane this is. */
  DESCRIBE_CONTROL_PLANE("DescribeControlPlane"),
  /** The encryption key of an account, sealed. */
  GET_ACCOUNT_KEY("GetAccountKey"),
  /** The policies of a principal. */
  GET_PRINCIPAL_POLICIES("GetPrincipalPolicies"),
  /** Who an access key is of, and its signing key for one scope. */
  RESOLVE_SIGNING_KEY("ResolveSigningKey"),
  /** What has changed; answers when something has. */
  WATCH_INVALIDATIONS("WatchInvalidations");

  /** The header in which a data plane names its process. */
  public static final String INSTANCE_HEADER = "x-ddb-local-instance";

  private static final Map<String, ControlOperation> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ControlOperation::apiName, Function.identity()));

  private final String apiName;

  ControlOperation(String apiName) {
    this.apiName = apiName;
  }

  /** The operation's name in {@code X-Amz-Target}. */
  public String apiName() {
    return apiName;
  }

  /** The operation of that name. */
  static Optional<ControlOperation> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
