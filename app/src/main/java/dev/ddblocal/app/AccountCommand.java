package dev.ddblocal.app;

import dev.ddblocal.app.configuration.AdminConfiguration;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.admin.AccountCreation;
import dev.ddblocal.auth.admin.AccountCreationException;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.IamAccount;
import dev.ddblocal.auth.credentials.IamAccountCredentials;
import dev.ddblocal.auth.credentials.IamAccountException;
import dev.ddblocal.domain.identity.AccountId;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What {@code ddb-local admin create-account} does. */
final class AccountCommand {
  /** The server where none is named. */
  static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8000";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private final AdminConfiguration configuration;

  AccountCommand(AdminConfiguration configuration) {
    this.configuration = Objects.requireNonNull(configuration, "configuration is null");
  }

  /**
   * Makes an account.
   *
   * @param command what was asked for
   * @return comments, and as the last line the key as a row of {@code access_keys.csv} has it
   * @throws ConfigurationException if something that was given is bad
   * @throws AccountCreationException if the account is there already, or the server refuses or does
   *     not answer
   */
  List<String> run(Invocation.CreateAccount command)
      throws AccountCreationException, InterruptedException {
    URI endpoint = endpoint(command.endpoint());
    IamAccountCredentials iam = credentials(command);
    AccessKeyGenerator generator =
        new AccessKeyGenerator(new SecureRandom(), configuration.keyPrefix());
    AccessKey key =
        command
            .account()
            .map(text -> generator.generate(accountId(text)))
            .orElseGet(generator::generate);
    if (key.accountId().equals(iam.accountId())) {
      throw new ConfigurationException("--account: that is the IAM account");
    }
    AccessKey caller =
        iam.current()
            .orElseThrow(() ->
                new ConfigurationException(
                    IamAccountCredentials.ACCESS_KEY
                        + " and "
                        + IamAccountCredentials.SECRET_KEY
                        + " are missing"));
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build()) {
      new AccountCreation(client, InstantSource.system())
          .create(
              new AccountCreation.Server(endpoint, configuration.region(), caller),
              key,
              command.name());
    }
    return List.of(
        "# Access key of the root user of account " + key.accountId() + ", on " + endpoint + ".",
        "# The secret key is told this once.",
        "# Access Key,Secret key,Account Id,Existing encoded encryption key,New encoded encryption"
            + " key",
        key.toCsvRow(Optional.empty()));
  }

  private IamAccountCredentials credentials(Invocation.CreateAccount command) {
    Map<String, String> environment = new HashMap<>(configuration.environment());
    command
        .iamSecretFile()
        .ifPresent(file -> environment.put(IamAccountCredentials.SECRET_FILE, file));
    try {
      return IamAccount.of(environment, configuration.strictFiles())
          .map(IamAccount::credentials)
          .orElseThrow(() ->
              new ConfigurationException(
                  "the IAM account's credentials are needed: "
                      + IamAccountCredentials.ACCOUNT_ID
                      + ", "
                      + IamAccountCredentials.ACCESS_KEY
                      + " and "
                      + IamAccountCredentials.SECRET_KEY
                      + ", or a file that has them (--iam-secret-file)"));
    } catch (IamAccountException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  private static AccountId accountId(String text) {
    try {
      return AccountId.normalized(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--account: " + e.getMessage(), e);
    }
  }

  /** The new key's secret goes there, so it has to be a place that nobody listens to. */
  private static URI endpoint(String text) {
    URI endpoint;
    try {
      endpoint = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--endpoint: that is no URL", e);
    }
    boolean https = "https".equals(endpoint.getScheme());
    if (endpoint.getHost() == null || !(https || "http".equals(endpoint.getScheme()))) {
      throw new ConfigurationException("--endpoint: that is no http or https URL");
    }
    if (!https && !isLoopback(endpoint.getHost())) {
      throw new ConfigurationException(
          "--endpoint: a server on another machine has to be called by https, as the request"
              + " carries the new key's secret");
    }
    return endpoint;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
