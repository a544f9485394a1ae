package dev.ddblocal.app;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialResolverChain;
import dev.ddblocal.auth.credentials.TestAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.sts.StsService;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The test account and the access keys file, whose keys are root users' and nobody else's. */
final class FileIdentities implements Identities {
  private final boolean testAccount;
  private final AccessKeys file;
  private final InstantSource clock;

  /**
   * Creates the source.
   *
   * @param testAccount whether the test account is on
   * @param file the access keys file
   */
  FileIdentities(boolean testAccount, AccessKeys file, InstantSource clock) {
    this.testAccount = testAccount;
    this.file = file;
    this.clock = clock;
  }

  @Override
  public Optional<AccountId> iamAccount() {
    return Optional.empty();
  }

  @Override
  public CredentialResolver credentials() {
    return new CredentialResolverChain(resolvers());
  }

  /** Who is asked for access keys, one after the other. */
  List<CredentialResolver> resolvers() {
    List<CredentialResolver> resolvers = new ArrayList<>();
    if (testAccount) {
      resolvers.add(new TestAccount());
    }
    resolvers.add(file);
    return resolvers;
  }

  /** The account of an access key; empty if neither the test account nor the file has it. */
  Optional<AccountId> accountOf(AccessKeyId id) {
    return testAccount && id.equals(AccessKeyId.TEST)
        ? Optional.of(AccountId.TEST)
        : file.accountOf(id);
  }

  @Override
  public AccountKeys accountKeys() {
    return file;
  }

  @Override
  public PolicyRepository policies() {
    return _ -> CompletableFuture.completedFuture(EffectivePolicies.NONE);
  }

  @Override
  public DynamoDb attach(DynamoDb dynamoDb) {
    return dynamoDb;
  }

  @Override
  public List<QueryService> services() {
    return List.of(new StsService(id -> CompletableFuture.completedFuture(accountOf(id)), clock));
  }

  @Override
  public Optional<ControlService> control() {
    return Optional.empty();
  }

  @Override
  public RequestAuthenticator observed(RequestAuthenticator authenticator, String service) {
    return authenticator;
  }

  @Override
  public void start() {
    // Everything has been read.
  }

  @Override
  public void reload() {
    file.reload();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
