package dev.ddblocal.domain.port;

import java.util.List;
import java.util.Objects;

/**
 * What a call wants to do, in IAM's terms.
 *
 * @param iamAction the action, such as {@code dynamodb:GetItem}
 * @param crossAccount whether the operation may name another account's table at all
 * @param tables the tables that the call names, each a name or an ARN exactly as sent, or the ARN of
 *     the stream that it names; empty for operations on the account
 * @param byArn whether what the call names has to be an ARN, so that nothing else can be allowed
 */
public record AuthorizationRequest(
    String iamAction, boolean crossAccount, List<String> tables, boolean byArn) {
  /** Refuses missing parts. */
  public AuthorizationRequest {
    Objects.requireNonNull(iamAction, "iamAction is null");
    tables = List.copyOf(tables);
  }
}
