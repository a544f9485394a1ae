package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeyIdCodec;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Whose an access key is, whether it may be used or not. Everybody may ask, but not too often: only
 * the root user of the IAM account asks as often as it likes, as other servers ask in its name.
 */
final class GetAccessKeyInfo implements StsOperation {
  private final AccessKeyAccounts accounts;
  private final CallRate rate;
  private final Optional<AccountId> iamAccount;

  GetAccessKeyInfo(AccessKeyAccounts accounts, CallRate rate, Optional<AccountId> iamAccount) {
    this.accounts = Objects.requireNonNull(accounts, "accounts is null");
    this.rate = rate;
    this.iamAccount = iamAccount;
  }

  @Override
  public String name() {
    return "GetAccessKeyInfo";
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryParameters parameters) {
    if (Sessions.mayCallFewOperations(caller)) {
      throw StsFaults.withSessionCredentials(name());
    }
    Members members = new Members(parameters);
    // The test account's id is the only one that is shorter than the model allows.
    String id =
        parameters
            .find("AccessKeyId")
            .filter(AccessKeyId.TEST.value()::equals)
            .orElseGet(() -> members.required("AccessKeyId", TextConstraint.ACCESS_KEY_ID));
    members.check();
    if (!isIamRoot(caller.principal()) && !rate.permits(caller.principal().arn())) {
      throw StsFaults.throttling();
    }
    AccessKeyId accessKeyId = AccessKeyId.parse(id).orElseThrow(StsFaults::invalidClientTokenId);
    return accounts
        .accountOf(accessKeyId)
        .thenApply(found -> found.or(() -> accountOfSession(accessKeyId)))
        .thenApply(found -> found.orElseThrow(StsFaults::invalidClientTokenId))
        .thenApply(account -> QueryReply.of(new Text("Account", account.value())));
  }

  /** Nobody remembers sessions; their ids tell their account themselves. */
  private static Optional<AccountId> accountOfSession(AccessKeyId id) {
    return KeyPrefix.isOfSession(id) ? AccessKeyIdCodec.accountOf(id) : Optional.empty();
  }

  private boolean isIamRoot(Principal principal) {
    return principal instanceof Principal.Root(AccountId account)
        && iamAccount.filter(account::equals).isPresent();
  }
}
