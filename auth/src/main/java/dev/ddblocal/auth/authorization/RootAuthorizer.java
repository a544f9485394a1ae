package dev.ddblocal.auth.authorization;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.ResourceArn;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.Authorizer;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.schema.TableName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The rule for root users while accounts share nothing: everything in their own account, nothing in
 * any other.
 *
 * <p>The only scope it ever mints is the caller's own, in the region the request is signed for. A
 * call that names a table of another account there, or a stream of one, is denied as a whole,
 * whether it exists or not. Names and ARNs that are malformed or lie in another region, partition
 * or service, and those of another account where the operation never works across accounts, grant
 * nothing either; the operation words the answer to them.
 */
public final class RootAuthorizer implements Authorizer {
  @Override
  public CompletionStage<Authorization> authorize(
      CallerIdentity caller, AuthorizationRequest request) {
    for (ResourceAccess access : request.accesses()) {
      Optional<DynamoDbException> refusal =
          request.byArn() ? refusalOfArn(caller, access) : refusalOfTable(caller, request, access);
      if (refusal.isPresent()) {
        return CompletableFuture.failedFuture(refusal.get());
      }
    }
    return CompletableFuture.completedFuture(
        Authorization.within(AccountScope.mint(caller.principal().accountId(), caller.region())));
  }

  private static Optional<DynamoDbException> refusalOfTable(
      CallerIdentity caller, AuthorizationRequest request, ResourceAccess access) {
    return TableArn.parse(access.resource())
        .or(() -> StreamArn.parse(access.resource()).map(StreamArn::table))
        .filter(arn -> request.crossAccount() && isForeign(arn, caller))
        .map(_ -> foreign(caller, access));
  }

  /** Where only an ARN will do, a text that does not look like one is nothing that is allowed. */
  private static Optional<DynamoDbException> refusalOfArn(
      CallerIdentity caller, ResourceAccess access) {
    String text = access.resource();
    Optional<ResourceArn> arn = ResourceArn.parse(text);
    if (arn.isEmpty()) {
      return Optional.of(
          denied(notAuthorized(caller, access.iamAction(), text.isEmpty() ? "*" : text)));
    }
    return arn.filter(
            named -> named.isOfAnotherAccount(caller.principal().accountId(), caller.region()))
        .map(_ -> foreign(caller, access));
  }

  private static boolean isForeign(TableArn arn, CallerIdentity caller) {
    return arn.region().equals(caller.region())
        && TableName.isValid(arn.tableName())
        && !arn.accountId().equals(caller.principal().accountId());
  }

  private static DynamoDbException foreign(CallerIdentity caller, ResourceAccess access) {
    return denied(
        notAuthorized(caller, access.iamAction(), access.resource())
            + " because no resource-based policy allows the "
            + access.iamAction()
            + " action");
  }

  private static String notAuthorized(CallerIdentity caller, String iamAction, String resource) {
    return "User: "
        + caller.principal().arn()
        + " is not authorized to perform: "
        + iamAction
        + " on resource: "
        + resource;
  }

  private static DynamoDbException denied(String message) {
    return new DynamoDbException(ErrorCode.ACCESS_DENIED, message);
  }
}
