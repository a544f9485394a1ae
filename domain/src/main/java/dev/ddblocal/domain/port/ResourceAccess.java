package dev.ddblocal.domain.port;

import java.util.Objects;

/**
 * One thing that a call does to a table or stream, in IAM's terms.
 *
 * @param iamAction the action, such as {@code dynamodb:GetItem}
 * @param resource the table, a name or an ARN exactly as sent, or the ARN of a stream
 */
public record ResourceAccess(String iamAction, String resource) {
  /** Refuses missing parts. */
  public ResourceAccess {
    Objects.requireNonNull(iamAction, "iamAction is null");
    Objects.requireNonNull(resource, "resource is null");
  }
}
