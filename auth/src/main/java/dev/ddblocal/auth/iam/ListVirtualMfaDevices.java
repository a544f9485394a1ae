package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists the account's virtual MFA devices, of which there are none. */
final class ListVirtualMfaDevices implements IamOperation {
  @Override
  public String name() {
    return "ListVirtualMFADevices";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("arn:aws:iam::" + call.account() + ":mfa/");
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    return CompletableFuture.completedFuture(Page.of(call.parameters()).empty("VirtualMFADevices"));
  }
}
