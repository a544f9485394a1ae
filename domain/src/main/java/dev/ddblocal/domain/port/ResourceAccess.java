package dev.ddblocal.domain.port;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a call does to a table, an index or a stream, in IAM's terms.
 *
 * @param iamAction the action, such as {@code dynamodb:GetItem}
 * @param resource the table, a name or an ARN exactly as sent, or the ARN of a stream; or {@link
 *     #ACCOUNT}
 * @param indexName the index that is read in the table's place, exactly as sent, if any
 * @param facts what condition keys can be told of the access
 */
public record ResourceAccess(
    String iamAction, String resource, Optional<String> indexName, AccessFacts facts) {
  /** The resource of an action that is on no table or stream, but on all that the account has. */
  public static final String ACCOUNT = "*";

  /** Refuses missing parts. */
  public ResourceAccess {
    Objects.requireNonNull(iamAction, "iamAction is null");
    Objects.requireNonNull(resource, "resource is null");
    Objects.requireNonNull(indexName, "indexName is null");
    Objects.requireNonNull(facts, "facts is null");
  }

  /** An access that no condition key of DynamoDB's tells anything of. */
  public ResourceAccess(String iamAction, String resource) {
    this(iamAction, resource, Optional.empty(), AccessFacts.NONE);
  }

  /** An access to a table as a whole. */
  public ResourceAccess(String iamAction, String resource, AccessFacts facts) {
    this(iamAction, resource, Optional.empty(), facts);
  }
}
