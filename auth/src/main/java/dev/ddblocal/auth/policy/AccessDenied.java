package dev.ddblocal.auth.policy;

/**
 * The messages of AccessDeniedException (AWS: IAM User Guide, "Troubleshoot access denied error
 * messages").
 */
public final class AccessDenied {
  private AccessDenied() {}

  /**
   * Says who may not do what, and which kind of policy is the reason.
   *
   * @param principalArn the caller's ARN
   * @param action the IAM action, as AWS writes it
   * @param resource the ARN of the resource
   * @param decision why not
   * @throws IllegalArgumentException if the decision allows the request
   */
  public static String message(
      String principalArn, String action, String resource, Decision decision) {
    String tail =
        switch (decision) {
          case Decision.ExplicitDeny deny ->
              " with an explicit deny in " + deny.layer().withArticle();
          case Decision.ImplicitDeny deny ->
              " because no " + deny.layer().text() + " allows the " + action + " action";
          case Decision.Allowed allowed ->
              throw new IllegalArgumentException("the request is allowed");
        };
    return withoutReason(principalArn, action, resource) + tail;
  }

  /** Says who may not do what, and nothing about why. */
  public static String withoutReason(String principalArn, String action, String resource) {
    return "User: "
        + principalArn
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + resource;
  }
}
