package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Records requests that nobody could vouch for. Of what such a request presents, only what has the
 * form of an access key id and of a region is recorded: a client that confuses its fields must not
 * get its secret into the log.
 */
public final class AuditedAuthenticator implements RequestAuthenticator {
  private static final int REGION_ELEMENT = 2;

  private final RequestAuthenticator authenticator;
  private final AuditTrail audit;

  /**
   * Creates the authenticator.
   *
   * @param authenticator verifies the requests
   * @param audit takes the refusals
   */
  public AuditedAuthenticator(RequestAuthenticator authenticator, AuditTrail audit) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
  }

  @Override
  public CompletionStage<CallerIdentity> authenticate(UnverifiedRequest request) {
    CompletionStage<CallerIdentity> answer = authenticator.authenticate(request);
    return audit.isEnabled()
        ? answer.whenComplete((_, failure) -> {
          if (failure != null) {
            record(request, ResolverFailure.answer(failure));
          }
        })
        : answer;
  }

  private void record(UnverifiedRequest request, DynamoDbException error) {
    String[] credential = credential(request).split("/", -1);
    String region = credential.length > REGION_ELEMENT ? credential[REGION_ELEMENT] : "";
    audit.notAuthenticated(
        request.origin(),
        AccessKeyId.parse(credential[0]).map(AccessKeyId::value).orElse(""),
        Region.isValid(region) ? region : "",
        error);
  }

  private static String credential(UnverifiedRequest request) {
    try {
      return SignatureMaterialParser.parse(request).map(SignatureMaterial::credential).orElse("");
    } catch (DynamoDbException _) {
      return "";
    }
  }
}
