package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.ControlConfiguration;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.auth.control.ControlPlaneEndpoints;
import dev.ddblocal.auth.control.ControlPlaneSettings;
import dev.ddblocal.auth.credentials.IamAccount;
import dev.ddblocal.auth.credentials.IamAccountException;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Says where a server knows identities from, by its configuration. */
final class IdentitiesSelection {
  private static final String STS_ENDPOINT = "STS_SERVICE_ENDPOINT";
  private static final String IAM_ENDPOINT = "IAM_SERVICE_ENDPOINT";

  private final ServerConfiguration configuration;
  private final InstantSource clock;
  private final Optional<IamAccount> account;
  private final Optional<ControlPlaneEndpoints> endpoints;

  /**
   * Reads what the configuration says of the IAM account.
   *
   * @throws ConfigurationException if it contradicts itself or cannot be used
   */
  IdentitiesSelection(ServerConfiguration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
    ControlConfiguration control = configuration.control();
    try {
      account = IamAccount.of(control.environment(), control.strictFiles());
      endpoints = ControlPlaneEndpoints.parse(variable(STS_ENDPOINT), variable(IAM_ENDPOINT));
    } catch (IamAccountException | IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
    if (account.isEmpty() && endpoints.isPresent()) {
      throw new ConfigurationException(
          STS_ENDPOINT + " and " + IAM_ENDPOINT + " need the IAM account: set IAM_ACCOUNT_ID");
    }
    if (control.listen().isPresent() && (account.isEmpty() || endpoints.isPresent())) {
      throw new ConfigurationException(
          "--control-listen is for a server that has a control plane: set IAM_ACCOUNT_ID, and no"
              + " endpoint of another one");
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(configuration.control().environment().get(name))
        .filter(value -> !value.isEmpty());
  }

  /** Whether there are callers whom no access keys file knows. */
  boolean othersCanCall() {
    return configuration.authentication().anyoneCanCall()
        || endpoints.isPresent()
        || account.flatMap(each -> each.credentials().current()).isPresent();
  }

  /** The control plane that is somewhere else, if it is. */
  Optional<ControlPlaneEndpoints> endpoints() {
    return endpoints;
  }

  /** Decides by policies, as the operator chose. */
  PolicyEvaluator evaluator() {
    return new PolicyEvaluator(
        configuration.resourcePolicies() ? CrossAccount.RESOURCE_POLICY : CrossAccount.OFF,
        account.map(each -> each.credentials().accountId()));
  }

  /**
   * The source of identities.
   *
   * @throws ConfigurationException if something is missing for it
   */
  Identities identities(AccessKeys accessKeys) {
    FileIdentities file =
        new FileIdentities(configuration.authentication().testAccount(), accessKeys, clock);
    if (account.isEmpty()) {
      return file;
    }
    return endpoints.isEmpty()
        ? new EmbeddedIdentities(
            file,
            accessKeys,
            account.get(),
            new EmbeddedIdentities.Choices(
                configuration.region(), configuration.keyPrefix(), evaluator()),
            clock)
        : new RemoteIdentities(
            file, account.get(), settings(account.get(), endpoints.get()), clock);
  }

  private ControlPlaneSettings settings(IamAccount iam, ControlPlaneEndpoints where) {
    ControlConfiguration control = configuration.control();
    return new ControlPlaneSettings(
        where,
        iam.credentials().accountId(),
        configuration.region(),
        control.certificateAuthorities(),
        ControlPlaneSettings.Timeouts.DEFAULT,
        ControlPlaneSettings.Caching.DEFAULT.withHardLimit(control.cacheLimit()),
        UUID.randomUUID().toString());
  }
}
