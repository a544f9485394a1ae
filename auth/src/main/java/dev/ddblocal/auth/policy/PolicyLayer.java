package dev.ddblocal.auth.policy;

/** The kinds of policies that a request is held against. */
public enum PolicyLayer {
  /** The policies of the user with its groups, or of the role. */
  IDENTITY("an identity-based policy", "identity-based policy"),
  /** The permissions boundary of the user or role. */
  BOUNDARY("a permissions boundary", "permissions boundary"),
  /** The policies that were passed when the session was made. */
  SESSION("a session policy", "session policy"),
  /** The policy of the resource. */
  RESOURCE("a resource-based policy", "resource-based policy");

  private final String withArticle;
  private final String text;

  PolicyLayer(String withArticle, String text) {
    this.withArticle = withArticle;
    this.text = text;
  }

  /** The layer as messages of explicit denials name it, such as {@code a session policy}. */
  public String withArticle() {
    return withArticle;
  }

  /** The layer as messages of implicit denials name it, such as {@code session policy}. */
  public String text() {
    return text;
  }
}
