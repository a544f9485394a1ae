package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Notes which access keys authenticated requests were signed with. */
public final class UsageRecorder implements RequestAuthenticator {
  private final RequestAuthenticator authenticator;
  private final AccessKeyUsage usage;
  private final String service;

  /**
   * Creates the recorder.
   *
   * @param authenticator who authenticates
   * @param usage where uses are noted
   * @param service the signing name of the service that is called
   */
  public UsageRecorder(RequestAuthenticator authenticator, AccessKeyUsage usage, String service) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator is null");
    this.usage = Objects.requireNonNull(usage, "usage is null");
    this.service = Objects.requireNonNull(service, "service is null");
  }

  @Override
  public CompletionStage<CallerIdentity> authenticate(UnverifiedRequest request) {
    return authenticator
        .authenticate(request)
        .thenApply(caller -> {
          usage.used(caller.accessKeyId(), caller.region(), service);
          return caller;
        });
  }
}
