package dev.ddblocal.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.control.ControlPlaneCredentials;
import dev.ddblocal.auth.control.ControlPlaneSettings;
import dev.ddblocal.auth.control.ControlPlaneStatistics;
import dev.ddblocal.auth.control.ProbeOutcome;
import dev.ddblocal.auth.control.RemoteControlPlane;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialResolverChain;
import dev.ddblocal.auth.credentials.IamAccount;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A control plane in another process, which this data plane asks for what its own access keys file
 * does not have. Secrets never come from there.
 */
final class RemoteIdentities implements Identities {
  private static final Logger LOG = System.getLogger(RemoteIdentities.class.getName());
  private static final int POLL_SECONDS = 5;

  private final FileIdentities file;
  private final IamAccount account;
  private final RemoteControlPlane controlPlane;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ddb-local-identities").factory());

  /**
   * Creates the source; asks nothing yet.
   *
   * @throws ConfigurationException if the IAM account's credentials are not known
   */
  RemoteIdentities(
      FileIdentities file, IamAccount account, ControlPlaneSettings settings, InstantSource clock) {
    this.file = file;
    this.account = account;
    if (account.credentials().current().isEmpty()) {
      throw new ConfigurationException(
          "a remote control plane is asked with the IAM account's credentials: IAM_ACCESS_KEY and"
              + " IAM_SECRET_KEY, or a file IAM_SECRET_FILE, have to name them");
    }
    try {
      controlPlane =
          new RemoteControlPlane(settings, new FileCredentials(), clock, Ticker.systemTicker());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /** The IAM account's credentials, as they were read last. */
  private final class FileCredentials implements ControlPlaneCredentials {
    @Override
    public AccessKey current() {
      return account.credentials().current().orElseThrow();
    }

    @Override
    public CompletionStage<Void> reload() {
      return CompletableFuture.runAsync(account::reload, thread);
    }
  }

  /** The control plane. */
  RemoteControlPlane controlPlane() {
    return controlPlane;
  }

  @Override
  public Optional<AccountId> iamAccount() {
    return Optional.of(account.credentials().accountId());
  }

  @Override
  public CredentialResolver credentials() {
    List<CredentialResolver> resolvers = new ArrayList<>(file.resolvers());
    resolvers.add(controlPlane.credentials());
    return new CredentialResolverChain(resolvers);
  }

  @Override
  public AccountKeys accountKeys() {
    return id ->
        file.accountKeys()
            .keyOf(id)
            .thenCompose(key ->
                key.isPresent()
                    ? CompletableFuture.completedFuture(key)
                    : controlPlane.accountKeys().keyOf(id));
  }

  @Override
  public PolicyRepository policies() {
    return controlPlane.policies();
  }

  @Override
  public DynamoDb attach(DynamoDb dynamoDb) {
    return dynamoDb;
  }

  @Override
  public List<QueryService> services() {
    return file.services();
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
    switch (controlPlane.probe().toCompletableFuture().join()) {
      case ProbeOutcome.Usable _ -> LOG.log(Level.INFO, "the control plane answers");
      case ProbeOutcome.Unusable(String reason) -> throw new ConfigurationException(reason);
      case ProbeOutcome.Unreachable(String reason) ->
          LOG.log(
              Level.WARNING,
              "the control plane does not answer; keys that only it knows are let in once it does: "
                  + reason);
    }
    controlPlane.start();
    var _ = thread.scheduleWithFixedDelay(this::poll, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
  }

  private void poll() {
    try {
      account.poll();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the IAM account's credentials could not be looked after", e);
    }
  }

  @Override
  public void meter(MeterRegistry registry) {
    ControlPlaneStatistics counted = controlPlane.statistics();
    registry.gauge(
        "ddb.control.plane.reachable", controlPlane, plane -> plane.isReachable() ? 1 : 0);
    count(registry, "ddb.control.plane.calls", counted, ControlPlaneStatistics::calls);
    count(registry, "ddb.control.plane.failures", counted, ControlPlaneStatistics::failures);
    count(registry, "ddb.control.plane.refusals", counted, ControlPlaneStatistics::refusals);
    count(registry, "ddb.control.plane.stale.uses", counted, ControlPlaneStatistics::staleUses);
    count(registry, "ddb.control.plane.over.budget", counted, ControlPlaneStatistics::overBudget);
    count(registry, "ddb.control.plane.alarms", counted, ControlPlaneStatistics::alarms);
  }

  private static void count(
      MeterRegistry registry,
      String name,
      ControlPlaneStatistics counted,
      ToDoubleFunction<ControlPlaneStatistics> what) {
    FunctionCounter.builder(name, counted, what).register(registry);
  }

  @Override
  public void reload() {
    file.reload();
    account.reload();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
    controlPlane.close();
  }
}
