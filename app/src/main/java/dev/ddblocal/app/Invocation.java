package dev.ddblocal.app;

import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.auth.vault.VaultAccess;
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
   * @param encrypted whether a new account gets an encryption key
   * @param flags the settings on the command line
   */
  record GenerateKey(Optional<String> account, boolean encrypted, Map<Setting, String> flags)
      implements Invocation {}

  /**
   * Make an account on a server that runs.
   *
   * @param endpoint the server's URL, as typed
   * @param account the account, as typed; empty for a new one
   * @param name the account's name; may be empty
   * @param iamSecretFile the file with the IAM account's credentials, if one is named
   * @param flags the settings on the command line
   */
  record CreateAccount(
      String endpoint,
      Optional<String> account,
      String name,
      Optional<String> iamSecretFile,
      Map<Setting, String> flags)
      implements Invocation {}

  /**
   * Do something with the access keys file.
   *
   * @param command what
   * @param newVault the new key of the file, for {@link KeysCommand#REWRAP}
   * @param flags the settings on the command line
   */
  record KeysFile(KeysCommand command, VaultAccess newVault, Map<Setting, String> flags)
      implements Invocation {}

  /** What can be done with the access keys file. */
  enum KeysCommand {
    /** Look at it as a server does. */
    CHECK,
    /** Write its encrypted form beside it. */
    ENCRYPT,
    /** Print its content. */
    DECRYPT,
    /** Encrypt it under another key. */
    REWRAP
  }

  /**
   * Print a text and end.
   *
   * @param text the help or the version
   */
  record Print(String text) implements Invocation {}
}
