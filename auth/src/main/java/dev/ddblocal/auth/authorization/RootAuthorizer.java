package dev.ddblocal.auth.authorization;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.Authorizer;
import dev.ddblocal.domain.schema.TableName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The rule for root users while accounts share nothing: everything in their own account, nothing in
 * any other.
 *
 * <p>The only scope it ever mints is the caller's own, in the region the request is signed for. A
 * call that names a table of another account there is denied as a whole, whether the table exists
 * or not. Names and ARNs that are malformed or lie in another region, partition or service grant
 * nothing either; the operation words the answer to them.
 */
public final class RootAuthorizer implements Authorizer {
  @Override
  public CompletionStage<AccountScope> authorize(
      CallerIdentity caller, AuthorizationRequest request) {
    for (String table : request.tables()) {
      Optional<TableArn> foreign = TableArn.parse(table).filter(arn -> isForeign(arn, caller));
      if (foreign.isPresent()) {
        return CompletableFuture.failedFuture(refusal(caller, request, foreign.get()));
      }
    }
    return CompletableFuture.completedFuture(
        AccountScope.mint(caller.principal().accountId(), caller.region()));
  }

  private static boolean isForeign(TableArn arn, CallerIdentity caller) {
    return arn.region().equals(caller.region())
        && TableName.isValid(arn.tableName())
        && !arn.accountId().equals(caller.principal().accountId());
  }

  private static DynamoDbException refusal(
      CallerIdentity caller, AuthorizationRequest request, TableArn foreign) {
    if (!request.crossAccount()) {
      return DynamoDbException.resourceNotFound("Requested resource not found");
    }
    return new DynamoDbException(
        ErrorCode.ACCESS_DENIED,
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: "
            + request.iamAction()
            + " on resource: "
            + foreign
            + " because no resource-based policy allows the "
            + request.iamAction()
            + " action");
  }
}
