package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.control.ControlledIdentities;
import dev.ddblocal.auth.control.EmbeddedControlService;
import dev.ddblocal.auth.control.InvalidatingDynamoDb;
import dev.ddblocal.auth.control.InvalidationFeed;
import dev.ddblocal.auth.control.StoredAccounts;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialResolverChain;
import dev.ddblocal.auth.credentials.IamAccount;
import dev.ddblocal.auth.credentials.IamAccountException;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.iam.IamEnvironment;
import dev.ddblocal.auth.iam.IamService;
import dev.ddblocal.auth.iam.PolicyActionAuthorizer;
import dev.ddblocal.auth.iam.StoredPolicies;
import dev.ddblocal.auth.identity.AccessKeyUsage;
import dev.ddblocal.auth.identity.AccessKeyVault;
import dev.ddblocal.auth.identity.DynamoDbIdentityStore;
import dev.ddblocal.auth.identity.EmbeddedCredentialResolver;
import dev.ddblocal.auth.identity.IdentityRevision;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.auth.identity.SecretSealer;
import dev.ddblocal.auth.identity.StoredAccountKeys;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.auth.identity.UsageRecorder;
import dev.ddblocal.auth.identity.WatchedDynamoDb;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.sts.SessionCredentialResolver;
import dev.ddblocal.auth.sts.SessionIssuers;
import dev.ddblocal.auth.sts.SessionTokenSealer;
import dev.ddblocal.auth.sts.StoredRoles;
import dev.ddblocal.auth.sts.StsEnvironment;
import dev.ddblocal.auth.sts.StsKeyRing;
import dev.ddblocal.auth.sts.StsService;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A control plane within the process: users, roles, policies and keys are items of the IAM account,
 * in a table like any other (spec: authentication, control plane).
 */
final class EmbeddedIdentities implements Identities {
  private final FileIdentities file;
  private final AccessKeys accessKeys;
  private final IamAccount account;
  private final Choices choices;
  private final InstantSource clock;
  private final IdentityRevision revision = new IdentityRevision();
  private final String instanceId = UUID.randomUUID().toString();
  private final InvalidationFeed feed =
      new InvalidationFeed(instanceId, InvalidationFeed.DEFAULT_WAIT);

  /** Known once the API is attached; the storage may ask before. */
  private final CompletableFuture<AccountKeys> recordedKeys = new CompletableFuture<>();

  private Parts parts;
  private Optional<IdentityUpkeep> upkeep = Optional.empty();

  /**
   * What the operator chose.
   *
   * @param region where the identity table is
   * @param prefix what issued access keys begin with
   * @param evaluator decides by policies
   */
  record Choices(Region region, KeyPrefix prefix, PolicyEvaluator evaluator) {}

  /** What works on the identity table. */
  private record Parts(
      DynamoDbIdentityStore store,
      AccessKeyVault vault,
      AccessKeyUsage usage,
      CredentialResolver credentials,
      StoredPolicies policies,
      List<QueryService> services,
      ControlService control) {}

  /**
   * Creates the control plane.
   *
   * @throws ConfigurationException if the IAM account has no access key or no encryption key
   */
  EmbeddedIdentities(
      FileIdentities file,
      AccessKeys accessKeys,
      IamAccount account,
      Choices choices,
      InstantSource clock) {
    this.file = file;
    this.accessKeys = accessKeys;
    this.account = account;
    this.choices = choices;
    this.clock = clock;
    AccountId id = account.credentials().accountId();
    if (account.credentials().current().isEmpty() && !accessKeys.hasKeyOf(id)) {
      throw new ConfigurationException(
          "the IAM account "
              + id
              + " has no access key: neither IAM_ACCESS_KEY nor a row of the access keys file");
    }
    try {
      var _ = account.credentials().sealingKey(keyOfFile());
    } catch (IamAccountException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  private AccountId iamAccountId() {
    return account.credentials().accountId();
  }

  private Optional<AccountKey> encryptionKey() {
    return account.credentials().encryptionKey().or(this::keyOfFile);
  }

  private Optional<AccountKey> keyOfFile() {
    return accessKeys.keyOf(iamAccountId()).toCompletableFuture().join();
  }

  @Override
  public Optional<AccountId> iamAccount() {
    return Optional.of(iamAccountId());
  }

  @Override
  public AccountKeys accountKeys() {
    return id ->
        id.equals(iamAccountId())
            ? CompletableFuture.completedFuture(encryptionKey())
            : accessKeys
                .keyOf(id)
                .thenCompose(key ->
                    key.isPresent()
                        ? CompletableFuture.completedFuture(key)
                        : recordedKeys.thenCompose(recorded -> recorded.keyOf(id)));
  }

  @Override
  public CredentialResolver credentials() {
    return query -> parts.credentials().resolve(query);
  }

  @Override
  public PolicyRepository policies() {
    return caller -> parts.policies().policiesOf(caller);
  }

  @Override
  public DynamoDb attach(DynamoDb dynamoDb) {
    DynamoDb watched =
        new InvalidatingDynamoDb(
            new WatchedDynamoDb(dynamoDb, iamAccountId(), revision), iamAccountId(), feed);
    DynamoDbIdentityStore store =
        new DynamoDbIdentityStore(watched, iamAccountId(), choices.region());
    recordedKeys.complete(new StoredAccountKeys(store, () -> encryptionKey().orElseThrow()));
    SecretSealer sealer = new SecretSealer(() -> encryptionKey().orElseThrow());
    AccessKeyVault vault = new AccessKeyVault(store, iamAccountId(), sealer, revision);
    AccessKeyUsage usage =
        new AccessKeyUsage(
            new DynamoDbIdentityStore(dynamoDb, iamAccountId(), choices.region()), clock);
    List<CredentialResolver> known = new ArrayList<>(file.resolvers());
    known.add(account);
    CredentialResolver recorded =
        new EmbeddedCredentialResolver(store, vault, revision, usage, clock);
    StoredRoles roles = new StoredRoles(store, revision);
    SessionTokenSealer sessions =
        new SessionTokenSealer(
            new StsKeyRing(store, () -> encryptionKey().orElseThrow(), clock), choices.prefix());
    CredentialResolver longTerm =
        new CredentialResolverChain(List.of(new CredentialResolverChain(known), recorded));
    List<CredentialResolver> all = new ArrayList<>(known);
    all.add(new SessionCredentialResolver(sessions, new SessionIssuers(longTerm, roles)));
    all.add(recorded);
    CredentialResolver credentials = new CredentialResolverChain(all);
    StoredPolicies policies = new StoredPolicies(new IdentityTransactions(store), revision);
    AccessKeyGenerator generator = new AccessKeyGenerator(new SecureRandom(), choices.prefix());
    parts =
        new Parts(
            store,
            vault,
            usage,
            credentials,
            policies,
            List.of(
                new StsService(
                    id -> accountOf(id, vault),
                    clock,
                    new StsEnvironment(iamAccountId(), sessions, roles, policies)),
                iam(store, policies, generator, sealer, usage)),
            control(store, credentials, policies, generator, sealer));
    return watched;
  }

  private IamService iam(
      DynamoDbIdentityStore store,
      PolicyRepository policies,
      AccessKeyGenerator generator,
      SecretSealer sealer,
      AccessKeyUsage usage) {
    return new IamService(
        new IamEnvironment(
            iamAccountId(),
            store,
            clock,
            new UniqueIdGenerator(new SecureRandom()),
            generator,
            sealer,
            usage,
            id -> file.accountOf(id).isPresent() || account.contains(id)),
        new PolicyActionAuthorizer(policies, choices.evaluator(), clock));
  }

  private ControlService control(
      DynamoDbIdentityStore store,
      CredentialResolver credentials,
      PolicyRepository policies,
      AccessKeyGenerator generator,
      SecretSealer sealer) {
    return new EmbeddedControlService(
        iamAccountId(),
        new ControlledIdentities(
            credentials,
            policies,
            accountKeys(),
            id -> account.secretOf(id).or(() -> accessKeys.secretOf(id, iamAccountId())),
            new StoredAccounts(store, sealer, generator, clock)),
        feed,
        instanceId,
        clock);
  }

  private CompletionStage<Optional<AccountId>> accountOf(AccessKeyId id, AccessKeyVault vault) {
    Optional<AccountId> known =
        file.accountOf(id)
            .or(() -> account.contains(id) ? Optional.of(iamAccountId()) : Optional.empty());
    return known.isPresent()
        ? CompletableFuture.completedFuture(known)
        : vault.find(id).thenApply(found -> found.map(key -> key.record().account()));
  }

  @Override
  public List<QueryService> services() {
    return parts.services();
  }

  @Override
  public Optional<ControlService> control() {
    return Optional.of(parts.control());
  }

  @Override
  public RequestAuthenticator observed(RequestAuthenticator authenticator, String service) {
    return new UsageRecorder(authenticator, parts.usage(), service);
  }

  @Override
  public void start() {
    parts.store().create().toCompletableFuture().join();
    parts.vault().sweep().toCompletableFuture().join();
    upkeep =
        Optional.of(
            IdentityUpkeep.start(
                Optional.of(account),
                parts.vault(),
                parts.usage(),
                IdentityUpkeep.Schedule.DEFAULT));
  }

  @Override
  public void reload() {
    file.reload();
    account.reload();
  }

  @Override
  public void close() {
    upkeep.ifPresent(IdentityUpkeep::close);
  }
}
