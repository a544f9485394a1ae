package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.ControlService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers data planes out of the identities of this process (spec: authentication, internal API).
 * It tells the IAM account's root user alone, and never a secret of an access key that exists, nor
 * anything that would let a data plane speak for the IAM account.
 */
public final class EmbeddedControlService implements ControlService {
  /** How long a data plane may believe an answer about a key at most. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /**
   * The services of data planes. IAM is not among them, so that none can speak to it for a user.
   */
  private static final Set<String> SERVICES =
      Set.of(AuthenticationSettings.DYNAMODB, AuthenticationSettings.STS);

  private final AccountId iamAccount;
  private final ControlledIdentities identities;
  private final InvalidationFeed feed;
  private final String instanceId;
  private final InstantSource clock;

  /**
   * Creates the service.
   *
   * @param iamAccount the IAM account
   * @param identities what is known of identities
   * @param feed the changes of identities
   * @param instanceId names this process; another one for each start
   * @param clock what days of scopes are held against
   */
  public EmbeddedControlService(
      AccountId iamAccount,
      ControlledIdentities identities,
      InvalidationFeed feed,
      String instanceId,
      InstantSource clock) {
    this.iamAccount = Objects.requireNonNull(iamAccount, "iamAccount is null");
    this.identities = Objects.requireNonNull(identities, "identities is null");
    this.feed = Objects.requireNonNull(feed, "feed is null");
    this.instanceId = Objects.requireNonNull(instanceId, "instanceId is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public boolean hasOperation(String operation) {
    return ControlOperation.named(operation).isPresent();
  }

  @Override
  public CompletionStage<String> call(CallerIdentity caller, String operation, String body) {
    if (!isRootOfIamAccount(caller)) {
      return CompletableFuture.failedFuture(denied(caller, operation));
    }
    Optional<ControlOperation> known = ControlOperation.named(operation);
    if (known.isEmpty()) {
      return CompletableFuture.failedFuture(
          new DynamoDbException(ErrorCode.UNKNOWN_OPERATION, null));
    }
    try {
      return answer(caller, known.get(), ControlJson.parse(body)).thenApply(ObjectNode::toString);
    } catch (ControlJson.MalformedException e) {
      return CompletableFuture.failedFuture(DynamoDbException.validation(e.getMessage()));
    } catch (DynamoDbException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A session of the root user is not enough: it was lent. */
  private boolean isRootOfIamAccount(CallerIdentity caller) {
    return caller.principal() instanceof Principal.Root(AccountId account)
        && account.equals(iamAccount)
        && caller.session().isEmpty();
  }

  private static DynamoDbException denied(CallerIdentity caller, String operation) {
    return new DynamoDbException(
        ErrorCode.ACCESS_DENIED,
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: "
            + operation
            + " on resource: *");
  }

  private CompletionStage<ObjectNode> answer(
      CallerIdentity caller, ControlOperation operation, ObjectNode question) {
    return switch (operation) {
      case CREATE_ACCOUNT -> createAccount(question);
      case CREATE_ROOT_ACCESS_KEY -> createRootAccessKey(question);
      case DESCRIBE_CONTROL_PLANE -> CompletableFuture.completedFuture(describe());
      case GET_ACCOUNT_KEY -> accountKey(caller, question);
      case GET_PRINCIPAL_POLICIES -> policies(question);
      case RESOLVE_SIGNING_KEY -> resolve(ResolutionJson.readQuestion(question));
      case WATCH_INVALIDATIONS ->
          feed.since(ControlJson.optionalText(question, "cursor"))
              .thenApply(InvalidationJson::write);
    };
  }

  private ObjectNode describe() {
    return ControlJson.object()
        .put(StartUpProbe.INSTANCE_ID, instanceId)
        .put(StartUpProbe.ACCOUNT_ID, iamAccount.value());
  }

  private CompletionStage<ObjectNode> resolve(CredentialQuery query) {
    boolean near =
        ScopeDate.parse(query.scope().date())
            .filter(date -> date.isNear(clock.instant()))
            .isPresent();
    if (!near) {
      throw DynamoDbException.validation("date is more than a day from today");
    }
    if (!SERVICES.contains(query.scope().service())) {
      throw DynamoDbException.validation(
          "service is not one of " + SERVICES.stream().sorted().toList());
    }
    return identities
        .credentials()
        .resolve(query)
        .thenCompose(found ->
            found
                .filter(credential -> !credential.principal().accountId().equals(iamAccount))
                .map(this::found)
                .orElseGet(() -> CompletableFuture.completedFuture(ResolutionJson.unknown())))
        .exceptionallyCompose(EmbeddedControlService::tokenError);
  }

  private CompletionStage<ObjectNode> found(ResolvedCredential credential) {
    return policyVersion(credential)
        .thenApply(version -> ResolutionJson.found(credential, version, MAX_AGE));
  }

  /** The version helps to hear of changes early; that it cannot be told hurts nobody. */
  private CompletionStage<Optional<String>> policyVersion(ResolvedCredential credential) {
    if (credential.principal() instanceof Principal.Root) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return identities
        .policies()
        .policiesOf(
            new CallerIdentity(
                credential.principal(),
                "",
                AuthenticationSettings.GLOBAL_SERVICES_REGION,
                credential.session(),
                RequestOrigin.INTERNAL))
        .handle((policies, failure) ->
            failure == null ? Optional.of(policies.version()) : Optional.empty());
  }

  private static CompletionStage<ObjectNode> tokenError(Throwable failure) {
    return ControlPlaneException.causeOf(failure) instanceof DynamoDbException error
            && error.code() == ErrorCode.UNRECOGNIZED_CLIENT
        ? CompletableFuture.completedFuture(ResolutionJson.invalidToken(error))
        : CompletableFuture.failedFuture(failure);
  }

  private CompletionStage<ObjectNode> policies(ObjectNode question) {
    Principal principal = PrincipalJson.read(ControlJson.member(question, "principal"));
    if (!principal.arn().equals(ControlJson.text(question, "principalArn"))) {
      throw new ControlJson.MalformedException("principalArn is not the principal's");
    }
    requireTenant(principal.accountId());
    Optional<String> known = ControlJson.optionalText(question, "ifNoneMatch");
    Region region = AuthenticationSettings.GLOBAL_SERVICES_REGION;
    CallerIdentity caller =
        new CallerIdentity(
            principal,
            "",
            region,
            ControlJson.optionalObject(question, "session").map(PrincipalJson::readSession),
            RequestOrigin.INTERNAL);
    return identities
        .policies()
        .policiesOf(caller)
        .thenApply(policies ->
            known.filter(policies.version()::equals).isPresent()
                ? PoliciesJson.notModified(policies.version())
                : PoliciesJson.write(policies));
  }

  private CompletionStage<ObjectNode> accountKey(CallerIdentity caller, ObjectNode question) {
    AccountId account = PrincipalJson.account(question);
    requireTenant(account);
    String nonce = ControlJson.text(question, "nonce");
    AccessKeyId id =
        AccessKeyId.parse(caller.accessKeyId()).orElseThrow(DynamoDbException::internalServerError);
    SecretAccessKey secret =
        identities.secrets().secretOf(id).orElseThrow(DynamoDbException::internalServerError);
    return identities
        .accountKeys()
        .keyOf(account)
        .thenApply(key ->
            ControlJson.object()
                .put("accessKeyId", id.value())
                .put(
                    "sealed",
                    ControlJson.base64(
                        new AccountKeyEnvelope(id, secret, account, nonce).seal(key))));
  }

  /** What is the IAM account's is nobody's business: its key opens the secrets of all others. */
  private void requireTenant(AccountId account) {
    if (account.equals(iamAccount)) {
      throw new DynamoDbException(
          ErrorCode.ACCESS_DENIED, "The IAM account has no data outside the control plane");
    }
  }

  private CompletionStage<ObjectNode> createAccount(ObjectNode question) {
    Optional<AccountId> account =
        question.has(StartUpProbe.ACCOUNT_ID)
            ? Optional.of(PrincipalJson.account(question))
            : Optional.empty();
    account.ifPresent(this::requireTenant);
    return identities
        .administration()
        .createAccount(ControlJson.text(question, "name"), account)
        .thenApply(EmbeddedControlService::created);
  }

  private CompletionStage<ObjectNode> createRootAccessKey(ObjectNode question) {
    AccountId account = PrincipalJson.account(question);
    requireTenant(account);
    return identities
        .administration()
        .createRootAccessKey(account)
        .thenApply(EmbeddedControlService::created);
  }

  /** The one time that a secret is told: to who had the key made. */
  private static ObjectNode created(AccessKey key) {
    return ControlJson.object()
        .put("accountId", key.accountId().value())
        .put("accessKeyId", key.id().value())
        .put("secretAccessKey", key.secret().plainText());
  }
}
