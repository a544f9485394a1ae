package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who calls. No policy can deny it. */
final class GetCallerIdentity implements StsOperation {
  @Override
  public String name() {
    return "GetCallerIdentity";
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryParameters parameters) {
    Principal principal = caller.principal();
    return CompletableFuture.completedFuture(
        QueryReply.of(
            new Text("Arn", principal.arn()),
            new Text("UserId", principal.userId()),
            new Text("Account", principal.accountId().value())));
  }
}
