package dev.ddblocal.app;

import dev.ddblocal.app.configuration.AdminConfiguration;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.LoggingConfiguration;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import dev.ddblocal.app.logging.Logging;
import dev.ddblocal.auth.admin.AccountCreationException;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The command {@code ddb-local}. Exit status: 0 after a stop that was asked for, 1 where the
 * machine's state, or another server, prevents what was asked for, 2 for a configuration or command
 * line that is refused.
 */
public final class DdbLocal {
  private static final String NAME = "ddb-local";
  private static final String UNPACKAGED_VERSION = "unpackaged";
  private static final int OK = 0;
  private static final int CANNOT_START = 1;
  private static final int REFUSED = 2;

  /** A process that a signal ends has this plus the signal's number as its exit status. */
  private static final int SIGNAL_STATUS = 128;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  DdbLocal(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(new DdbLocal(System.out, System.err, System.getenv()).run(arguments));
  }

  /** The product's version. */
  static String version() {
    return Optional.ofNullable(DdbLocal.class.getPackage().getImplementationVersion())
        .orElse(UNPACKAGED_VERSION);
  }

  /** Runs the command; answers the exit status. */
  int run(String... arguments) {
    try {
      switch (new CommandLineSyntax(version()).parse(arguments)) {
        case Invocation.Print(String text) -> print(List.of(text));
        case Invocation.GenerateKey(
                Optional<String> account,
                boolean encrypted,
                Map<Setting, String> flags) ->
            print(keyGeneration(encrypted, flags).lines(account));
        case Invocation.CreateAccount command -> print(createAccount(command));
        case Invocation.KeysFile(var command, var newVault, Map<Setting, String> flags) ->
            print(new KeysFileCommands(Settings.read(flags, environment)).run(command, newVault));
        case Invocation.Serve(Map<Setting, String> flags) -> serve(flags);
      }
      return OK;
    } catch (ConfigurationException e) {
      return failed(REFUSED, e.getMessage());
    } catch (StorageUnavailableException | ServerStartException | AccountCreationException e) {
      return failed(CANNOT_START, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(CANNOT_START, "interrupted");
    }
  }

  private List<String> createAccount(Invocation.CreateAccount command)
      throws AccountCreationException, InterruptedException {
    Settings settings = Settings.read(command.flags(), environment);
    return new AccountCommand(AdminConfiguration.of(settings)).run(command);
  }

  private KeyGeneration keyGeneration(boolean encrypted, Map<Setting, String> flags) {
    Settings settings = Settings.read(flags, environment);
    return new KeyGeneration(
        new AccessKeyGenerator(new SecureRandom(), settings.keyPrefix()),
        KeyGeneration.presentFile(settings),
        encrypted);
  }

  private void serve(Map<Setting, String> flags) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    stopOnSignals(stop);
    Settings settings = Settings.read(flags, environment);
    Logging.install(LoggingConfiguration.of(settings));
    ServerConfiguration configuration = ServerConfiguration.of(settings);
    Logger log = System.getLogger(DdbLocal.class.getName());
    settings.warnings().forEach(warning -> log.log(Level.WARNING, warning));
    try (DdbLocalServer server = DdbLocalServer.start(configuration)) {
      ProcessSignals.handle("HUP", _ -> server.reload());
      print(
          new Banner(
                  version(),
                  configuration,
                  server.address(),
                  server.managementAddress(),
                  server.controlAddress(),
                  server.accessKeyCount())
              .lines());
      stop.await();
      log.log(Level.INFO, "stopping");
    }
  }

  private static void stopOnSignals(CountDownLatch stop) {
    for (String name : List.of("TERM", "INT")) {
      ProcessSignals.handle(
          name,
          number -> {
            if (stop.getCount() == 0) {
              // The second signal: whoever sends it does not want to wait.
              Runtime.getRuntime().halt(SIGNAL_STATUS + number);
            }
            stop.countDown();
          });
    }
  }

  private void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  private int failed(int status, String line) {
    err.println(NAME + ": " + line);
    err.flush();
    return status;
  }
}
