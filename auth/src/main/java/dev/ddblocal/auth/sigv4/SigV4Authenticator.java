package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Verifies Signature Version 4. Checks run in DynamoDB's order, so that a request with several
 * defects gets DynamoDB's answer: presence, completeness, date, signed host, algorithm, form of the
 * credential, scope, access key, signature, session token. Temporary credentials differ in the end,
 * as their secret comes out of the session token: the token has to open first.
 */
public final class SigV4Authenticator implements RequestAuthenticator {
  /** The one algorithm that is understood. */
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final String HOST = "host";

  private final CredentialResolver credentials;
  private final InstantSource clock;
  private final SignatureWindow window;
  private final ScopeCheck scopeCheck;

  /** The secret of keys that do not exist: their signatures are calculated like all others. */
  private final SecretAccessKey decoy = SecretAccessKey.random(new SecureRandom());

  /**
   * Creates the authenticator.
   *
   * @param credentials knows the access keys
   * @param clock what requests' dates and sessions' ends are held against
   * @param settings service, regions and window
   */
  public SigV4Authenticator(
      CredentialResolver credentials, InstantSource clock, AuthenticationSettings settings) {
    this.credentials = credentials;
    this.clock = clock;
    this.window = new SignatureWindow(clock, settings.maxSkew());
    this.scopeCheck = new ScopeCheck(settings.service(), new ServedRegions(settings.regions()));
  }

  @Override
  public CompletionStage<CallerIdentity> authenticate(UnverifiedRequest request) {
    Claim claim;
    try {
      claim = claim(request);
    } catch (DynamoDbException e) {
      return CompletableFuture.failedFuture(e);
    }
    // Whatever is thrown here, an Error too, fails the stage: no request may stay unanswered.
    return resolve(claim, request.origin().sourceAddress())
        .handle((credential, failure) -> {
          if (failure != null) {
            throw ResolverFailure.answer(failure);
          }
          return verify(request, claim, credential);
        });
  }

  /** Checks everything that can be checked without knowing the key. */
  private Claim claim(UnverifiedRequest request) {
    SignatureMaterial material =
        SignatureMaterialParser.parse(request)
            .orElseThrow(SignatureErrors::missingAuthenticationToken);
    RequestTimestamp timestamp = window.check(material);
    SignedHeaderNames signedHeaders = SignedHeaderNames.parse(material.signedHeaders());
    if (!signedHeaders.contains(HOST)) {
      throw SignatureErrors.hostNotSigned();
    }
    if (!material.algorithm().equals(ALGORITHM)) {
      throw SignatureErrors.unsupportedAlgorithm(material.algorithm());
    }
    CredentialElements credential = CredentialElements.parse(material.credential());
    CredentialScope scope = scopeCheck.check(credential, timestamp);
    Optional<AccessKeyId> accessKeyId = AccessKeyId.parse(credential.accessKeyId());
    return new Claim(material, timestamp, signedHeaders, scope, accessKeyId);
  }

  private CompletionStage<Optional<ResolvedCredential>> resolve(Claim claim, String sourceAddress) {
    return claim.accessKeyId().isPresent()
        ? credentials.resolve(
            new CredentialQuery(
                claim.accessKeyId().get(),
                claim.scope(),
                claim.material().securityToken(),
                sourceAddress))
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private CallerIdentity verify(
      UnverifiedRequest request, Claim claim, Optional<ResolvedCredential> credential) {
    SigningKey key =
        credential
            .map(ResolvedCredential::signingKey)
            .orElseGet(() -> SigningKey.derive(decoy, claim.scope()));
    boolean matches =
        SignatureCalculator.ofThread()
            .matches(
                request,
                claim.material(),
                claim.signedHeaders(),
                claim.timestamp(),
                claim.scope(),
                key);
    ResolvedCredential known = credential.orElseThrow(SignatureErrors::unknownAccessKey);
    if (known.session().isPresent()) {
      checkSession(known, known.session().get(), matches);
    } else {
      checkLongTermKey(known, matches, claim.material().securityToken().isPresent());
    }
    return new CallerIdentity(
        known.principal(),
        claim.accessKeyId().orElseThrow().value(),
        claim.scope().region(),
        known.session(),
        request.origin());
  }

  /** A long-term key belongs to nobody's session. */
  private static void checkLongTermKey(
      ResolvedCredential key, boolean matches, boolean hasSessionToken) {
    // An inactive key's signature is verified all the same: timing must not tell its status.
    if (key.status() != KeyStatus.ACTIVE) {
      throw SignatureErrors.unknownAccessKey();
    }
    if (!matches) {
      throw SignatureErrors.signatureDoesNotMatch();
    }
    if (hasSessionToken) {
      throw SignatureErrors.invalidSessionToken();
    }
  }

  /** Only who holds the secret learns that the session has ended, or was ended. */
  private void checkSession(ResolvedCredential key, SessionContext session, boolean matches) {
    if (!matches) {
      throw SignatureErrors.signatureDoesNotMatch();
    }
    if (!clock.instant().isBefore(session.expiresAt())) {
      throw SignatureErrors.expiredSessionToken();
    }
    if (key.status() != KeyStatus.ACTIVE) {
      throw SignatureErrors.unknownAccessKey();
    }
  }

  /** What a request says of itself, complete and plausible but not yet verified. */
  private record Claim(
      SignatureMaterial material,
      RequestTimestamp timestamp,
      SignedHeaderNames signedHeaders,
      CredentialScope scope,
      Optional<AccessKeyId> accessKeyId) {}
}
