package dev.ddblocal.app;

import dev.ddblocal.app.configuration.AuthenticationConfiguration;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a started server tells its operator on stdout. Scripts may rely on the last line.
 *
 * @param version the product's version
 * @param configuration what the server was started with
 * @param api where the API really listens
 * @param management where the management endpoints are, if anywhere
 * @param control where data planes reach the control plane, if anywhere
 * @param accessKeys the number of keys in the access keys file
 */
record Banner(
    String version,
    ServerConfiguration configuration,
    ServerEndpoint api,
    Optional<ServerEndpoint> management,
    Optional<ServerEndpoint> control,
    int accessKeys) {
  private static final String NO_SECRETS =
      " accepts any signature: whoever reaches a port owns the data";

  /** The lines to print, without line ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("DDB Local " + version);
    lines.add("  API         " + api.url(isSecure()));
    lines.add(
        "  management  "
            + management
                .map(address ->
                    address.url(isSecure() && address.equals(api)) + "/_health, /_ready, /_metrics")
                .orElse("off (the API is not on loopback and there is no --management-port)"));
    control.ifPresent(address -> lines.add("  control     " + address.url(isSecure())));
    lines.add("  data        " + data());
    lines.add("  accounts    " + accounts());
    for (String warning : warnings()) {
      lines.add("  WARNING     " + warning);
    }
    lines.add("The AWS CLI works with these three lines:");
    lines.addAll(cliLines().stream().map("  "::concat).toList());
    lines.add("DDB Local is ready on " + api.url(isSecure()));
    return lines;
  }

  private String data() {
    String durability = configuration.storage().durability().name().toLowerCase(Locale.ROOT);
    return configuration.storage().inMemory()
        ? "in memory, gone when the server stops"
        : configuration.storage().dataFolder().toAbsolutePath().normalize()
            + " ("
            + configuration.storageName()
            + ", durability "
            + durability
            + ")";
  }

  private String accounts() {
    List<String> sources = new ArrayList<>();
    if (authentication().testAccount()) {
      sources.add(AccountId.TEST + " (test account)");
    }
    if (accessKeys > 0 || sources.isEmpty()) {
      sources.add(accessKeys + " access keys from " + authentication().accessKeysFile());
    }
    return String.join(", ", sources);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (authentication().testAccount()) {
      warnings.add(
          "The test account is on: its key and secret are known to everybody. --test-account off"
              + " ends that.");
      if (!api.isLoopback()) {
        warnings.add("The test account can be used from the network.");
      }
    }
    if (authentication().mode() == AuthMode.OPEN) {
      warnings.add("--auth open" + NO_SECRETS + ".");
    }
    return warnings;
  }

  private List<String> cliLines() {
    boolean anyone = authentication().testAccount();
    String file = authentication().accessKeysFile().toString();
    return List.of(
        anyone
            ? "export AWS_ACCESS_KEY_ID=ACCESS AWS_SECRET_ACCESS_KEY=SECRET"
            : "export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...  # a row of " + file,
        "export AWS_DEFAULT_REGION=" + configuration.region(),
        "aws dynamodb list-tables --endpoint-url " + api.clientUrl(isSecure()));
  }

  private boolean isSecure() {
    return configuration.security().certificate().isPresent();
  }

  private AuthenticationConfiguration authentication() {
    return configuration.authentication();
  }
}
