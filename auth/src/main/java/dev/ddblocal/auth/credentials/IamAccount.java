package dev.ddblocal.auth.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The IAM account by its own credentials: those of the secret file where it is readable and whole,
 * else those of the environment. Its access keys, the current one and the next, resolve as the root
 * user of that account.
 *
 * <p>The secret file is read again by {@link #poll} and {@link #reload}. Requests see the old
 * credentials or the new ones; a file that is wrong leaves the old ones in force and is said to the
 * log.
 */
public final class IamAccount implements CredentialResolver {
  private static final Logger LOG = System.getLogger(IamAccount.class.getName());

  private final Optional<IamAccountCredentials> environment;
  private final Optional<IamSecretFile> file;
  private volatile State state;
  private IamSecretFile.Stamp seen;

  private IamAccount(
      Optional<IamAccountCredentials> environment,
      Optional<IamSecretFile> file,
      IamSecretFile.Stamp seen,
      State state) {
    this.environment = environment;
    this.file = file;
    this.seen = seen;
    this.state = state;
  }

  /**
   * Reads the environment, and the secret file that it names.
   *
   * @param environment the environment variables
   * @param strictFiles whether a secret file that everybody may read is refused
   * @return the account; empty if the environment names none
   * @throws IamAccountException if neither file nor environment has credentials that can be used
   */
  public static Optional<IamAccount> of(Map<String, String> environment, boolean strictFiles)
      throws IamAccountException {
    Optional<IamSecretFile> file = IamSecretFile.of(environment, strictFiles);
    Optional<IamAccountCredentials> own;
    try {
      own = IamAccountCredentials.read(environment);
    } catch (IamAccountException e) {
      if (file.isEmpty()) {
        throw e;
      }
      // The rest may well be in the file.
      own = Optional.empty();
    }
    if (file.isEmpty()) {
      return own.map(credentials ->
          new IamAccount(Optional.of(credentials), Optional.empty(), null, new State(credentials)));
    }
    IamSecretFile.Stamp stamp = file.get().stamp();
    return Optional.of(new IamAccount(own, file, stamp, new State(first(file.get(), own))));
  }

  private static IamAccountCredentials first(
      IamSecretFile file, Optional<IamAccountCredentials> environment) throws IamAccountException {
    try {
      return file.read().orEncryptionKeyOf(environment);
    } catch (IamAccountException e) {
      Optional<IamAccountCredentials> complete =
          environment.filter(credentials -> credentials.current().isPresent());
      if (complete.isEmpty()) {
        throw e;
      }
      LOG.log(
          Level.ERROR,
          "the IAM account's credentials come from the environment: " + e.getMessage());
      return complete.get();
    }
  }

  /** The credentials in force. */
  public IamAccountCredentials credentials() {
    return state.credentials;
  }

  /** Reads the secret file again if its time, size or inode has changed. */
  public synchronized void poll() {
    if (file.isPresent() && !file.get().stamp().equals(seen)) {
      reload();
    }
  }

  /** Reads the secret file again. Where it is wrong, that is logged and nothing changes. */
  public synchronized void reload() {
    if (file.isEmpty()) {
      return;
    }
    IamSecretFile.Stamp before = file.get().stamp();
    try {
      IamAccountCredentials read = file.get().read().orEncryptionKeyOf(environment);
      if (!file.get().stamp().equals(before)) {
        // Somebody writes at this moment; the next poll sees the whole.
        return;
      }
      seen = before;
      if (!read.accountId().equals(state.credentials.accountId())) {
        throw new IamAccountException(file.get() + ": it names another account than before");
      }
      state = new State(read);
      LOG.log(Level.INFO, "the IAM account's credentials were read again from " + file.get());
    } catch (IamAccountException e) {
      seen = before;
      LOG.log(Level.ERROR, "the IAM account's credentials stay as they are: " + e.getMessage());
    }
  }

  /** Whether the id is that of one of the account's own keys. */
  public boolean contains(AccessKeyId id) {
    return state.keys.accountOf(id).isPresent();
  }

  /** The secret of one of the account's own keys, the current one or the next. */
  public Optional<SecretAccessKey> secretOf(AccessKeyId id) {
    return credentials().accessKeys().stream()
        .filter(key -> key.id().equals(id))
        .map(AccessKey::secret)
        .findFirst();
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    return state.keys.resolve(query);
  }

  /** Credentials, and the keys that verify signatures with them. */
  private static final class State {
    private final IamAccountCredentials credentials;
    private final LongTermCredentials keys;

    private State(IamAccountCredentials credentials) {
      this.credentials = Objects.requireNonNull(credentials, "credentials is null");
      this.keys = new LongTermCredentials(credentials.accessKeys());
    }
  }
}
