package dev.ddblocal.app;

import dev.ddblocal.app.configuration.Setting;
import java.util.Map;
import java.util.Optional;

/** What a command line asks for. */
sealed interface Invocation {
  /**
   * Run the server.
   *
   * @param flags the settings on the command line
   */
  record Serve(Map<Setting, String> flags) implements Invocation {}

  /**
   * Make an access key.
   *
   * @param account the account it is for, as typed; empty for a new account
   * @param flags the settings on the command line
   */
  record GenerateKey(Optional<String> account, Map<Setting, String> flags) implements Invocation {}

  /**
   * Print a text and end.
   *
   * @param text the help or the version
   */
  record Print(String text) implements Invocation {}
}
