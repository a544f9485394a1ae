package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads signatures without verifying them, for tools that send keys they made up. A request belongs
 * to the account of the key it names, else to the test account; its region is the one its
 * credential names, else the default region. Only a signature that lacks a part, or a request with
 * two, is refused.
 */
public final class OpenAuthenticator implements RequestAuthenticator {
  private static final int REGION_ELEMENT = 2;

  private final CredentialResolver credentials;
  private final InstantSource clock;
  private final AuthenticationSettings settings;
  private final ServedRegions regions;

  /**
   * Creates the authenticator.
   *
   * @param credentials knows the access keys
   * @param clock gives the day of the scope that credentials are asked for
   * @param settings service, regions and the default region
   */
  public OpenAuthenticator(
      CredentialResolver credentials, InstantSource clock, AuthenticationSettings settings) {
    this.credentials = credentials;
    this.clock = clock;
    this.settings = settings;
    this.regions = new ServedRegions(settings.regions());
  }

  @Override
  public CompletionStage<CallerIdentity> authenticate(UnverifiedRequest request) {
    Optional<SignatureMaterial> material;
    try {
      material = SignatureMaterialParser.parse(request);
    } catch (DynamoDbException e) {
      return CompletableFuture.failedFuture(e);
    }
    String[] credential = material.map(SignatureMaterial::credential).orElse("").split("/", -1);
    Region region =
        credential.length > REGION_ELEMENT
            ? regions.find(credential[REGION_ELEMENT]).orElse(settings.defaultRegion())
            : settings.defaultRegion();
    Optional<String> token = material.flatMap(SignatureMaterial::securityToken);
    return resolve(credential[0], region, token)
        .handle((found, failure) -> {
          if (failure != null) {
            throw ResolverFailure.answer(failure);
          }
          return caller(found, credential[0], region, request.origin());
        });
  }

  /** Looks the key up with its token; a token that does not fit is as good as none. */
  private CompletionStage<Optional<ResolvedCredential>> resolve(
      String keyText, Region region, Optional<String> token) {
    Optional<AccessKeyId> accessKeyId = AccessKeyId.parse(keyText);
    if (accessKeyId.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    // Only the account is wanted. The scope is ours, whatever the request's date may be.
    String today = RequestTimestamp.at(clock.instant().getEpochSecond()).date();
    CredentialScope scope = new CredentialScope(today, region, settings.service());
    return credentials
        .resolve(new CredentialQuery(accessKeyId.get(), scope, token))
        .exceptionallyCompose(failure ->
            isAboutToken(failure)
                ? credentials.resolve(new CredentialQuery(accessKeyId.get(), scope))
                : CompletableFuture.failedFuture(failure))
        .exceptionallyCompose(failure ->
            isAboutToken(failure)
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.failedFuture(failure));
  }

  private static boolean isAboutToken(Throwable failure) {
    return ResolverFailure.answer(failure).code() == ErrorCode.UNRECOGNIZED_CLIENT;
  }

  private static CallerIdentity caller(
      Optional<ResolvedCredential> credential,
      String keyText,
      Region region,
      RequestOrigin origin) {
    Principal principal =
        credential
            .map(ResolvedCredential::principal)
            .orElseGet(() -> new Principal.Root(AccountId.TEST));
    return new CallerIdentity(
        principal,
        SignatureErrors.echo(keyText),
        region,
        credential.flatMap(ResolvedCredential::session),
        origin);
  }
}
