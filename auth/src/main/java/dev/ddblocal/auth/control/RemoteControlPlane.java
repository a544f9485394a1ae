package dev.ddblocal.auth.control;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A control plane in another process, as a data plane sees it. */
public final class RemoteControlPlane implements AutoCloseable {
  private final ControlPlaneClient client;
  private final RemotePolicyRepository policies;
  private final RemoteAccountKeys accountKeys;
  private final RemoteCredentialResolver credentials;
  private final InvalidationWatcher watcher;
  private final StartUpProbe probe;

  /**
   * Prepares everything; nothing is asked yet.
   *
   * @param settings where the control plane is, and how it is asked
   * @param signWith the IAM account's credentials
   * @param clock the time of day
   * @param ticker what ages are measured by
   * @throws IllegalArgumentException if the file of certificate authorities cannot be used
   */
  public RemoteControlPlane(
      ControlPlaneSettings settings,
      ControlPlaneCredentials signWith,
      InstantSource clock,
      Ticker ticker) {
    this.client = new ControlPlaneClient(settings, signWith, clock, ticker);
    this.policies = new RemotePolicyRepository(client, settings.caching(), ticker);
    this.accountKeys = new RemoteAccountKeys(client, settings.caching(), ticker);
    this.credentials =
        new RemoteCredentialResolver(client, settings, clock, ticker, policies::versionSeen);
    this.watcher = new InvalidationWatcher(client, settings.timeouts(), ticker, this::changed);
    this.probe = new StartUpProbe(client, settings);
  }

  /** Finds out whether the endpoints are a control plane's. To be asked before {@link #start}. */
  public CompletionStage<ProbeOutcome> probe() {
    return probe.run();
  }

  /** Begins to watch for changes. */
  public void start() {
    watcher.start();
  }

  /** Access keys. */
  public RemoteCredentialResolver credentials() {
    return credentials;
  }

  /** Policies of users and roles. */
  public RemotePolicyRepository policies() {
    return policies;
  }

  /** Encryption keys of accounts. */
  public RemoteAccountKeys accountKeys() {
    return accountKeys;
  }

  /**
   * The account of an access key, as STS at the control plane has it; nothing is remembered.
   *
   * @return the account; empty if there is no such key; the stage fails if that cannot be told
   */
  public CompletionStage<Optional<AccountId>> accountOf(AccessKeyId id) {
    return client.accessKeyInfo(id);
  }

  /** What has been counted. */
  public ControlPlaneStatistics statistics() {
    return client.statistics();
  }

  /** Whether the control plane answered when it was last asked. */
  public boolean isReachable() {
    return client.isReachable();
  }

  /** Forgets what may have changed. */
  void changed(Change change) {
    switch (change) {
      case Change.OfAccessKey(AccessKeyId id) -> credentials.invalidate(id);
      case Change.OfOwner(PolicyOwner owner) -> {
        policies.invalidate(owner::equals);
        credentials.invalidate(principal -> PolicyOwner.of(principal).equals(owner));
      }
      case Change.OfAccount(AccountId account) -> {
        policies.invalidate(owner -> owner.account().equals(account));
        credentials.invalidate((Principal principal) -> principal.accountId().equals(account));
        accountKeys.invalidate(account::equals);
      }
      case Change.OfEverything _ -> {
        policies.expire();
        credentials.expire();
        accountKeys.expire();
      }
    }
  }

  /** Stops watching and gives up what is under way. */
  @Override
  public void close() {
    watcher.close();
    client.close();
  }
}
