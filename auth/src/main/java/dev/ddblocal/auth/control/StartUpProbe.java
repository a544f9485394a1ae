package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.domain.identity.AccountId;
import java.util.concurrent.CompletionStage;

/** Finds out at start whether the endpoints are a control plane's that can be relied on. */
final class StartUpProbe {
  static final String INSTANCE_ID = "instanceId";
  static final String ACCOUNT_ID = "accountId";

  private final ControlPlaneClient client;
  private final ControlPlaneSettings settings;

  StartUpProbe(ControlPlaneClient client, ControlPlaneSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  CompletionStage<ProbeOutcome> run() {
    return client
        .call(ControlOperation.DESCRIBE_CONTROL_PLANE, ControlJson.object())
        .thenApply(json -> client.understand(json, this::judge))
        .thenCompose(
            outcome -> client.callerAccount().thenApply(account -> judge(outcome, account)))
        .exceptionally(this::failed);
  }

  private ProbeOutcome judge(ObjectNode json) {
    if (ControlJson.text(json, INSTANCE_ID).equals(settings.instanceId())) {
      return new ProbeOutcome.Unusable(
          "IAM_SERVICE_ENDPOINT " + settings.endpoints().iam() + " is this server itself");
    }
    AccountId account = PrincipalJson.account(json);
    return account.equals(settings.iamAccount())
        ? new ProbeOutcome.Usable()
        : new ProbeOutcome.Unusable(
            "the control plane at "
                + settings.endpoints().iam()
                + " has the IAM account "
                + account
                + ", and this server has "
                + settings.iamAccount());
  }

  private ProbeOutcome judge(ProbeOutcome outcome, AccountId account) {
    return !(outcome instanceof ProbeOutcome.Usable) || account.equals(settings.iamAccount())
        ? outcome
        : new ProbeOutcome.Unusable(
            "STS at "
                + settings.endpoints().sts()
                + " takes this server for account "
                + account
                + ", not for the IAM account "
                + settings.iamAccount());
  }

  private ProbeOutcome failed(Throwable failure) {
    if (!(ControlPlaneException.causeOf(failure) instanceof ControlPlaneException error)) {
      return new ProbeOutcome.Unusable("the control plane cannot be asked: " + failure);
    }
    return switch (error.reason()) {
      case UNAVAILABLE, BUDGET -> new ProbeOutcome.Unreachable(error.getMessage());
      case REFUSED -> new ProbeOutcome.Unusable(error.getMessage());
      case NOT_UNDERSTOOD ->
          new ProbeOutcome.Unusable(
              "IAM_SERVICE_ENDPOINT "
                  + settings.endpoints().iam()
                  + " and STS_SERVICE_ENDPOINT "
                  + settings.endpoints().sts()
                  + " are no control plane of DDB Local, which AWS is not either: "
                  + error.getMessage());
    };
  }
}
