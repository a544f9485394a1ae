package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.IamAccount;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The IAM account's credentials, with which a data plane signs what it asks. */
public interface ControlPlaneCredentials {
  /** The credentials of now. It does not block. */
  AccessKey current();

  /**
   * Reads them anew from where they come from, because the control plane refused them.
   *
   * @return completes when {@link #current} tells what was read; what cannot be read changes
   *     nothing
   */
  CompletionStage<Void> reload();

  /**
   * The credentials that the environment or the secret file names.
   *
   * @param account the IAM account; it has an access key
   * @param files reads the file
   */
  static ControlPlaneCredentials of(IamAccount account, Executor files) {
    return new ControlPlaneCredentials() {
      @Override
      public AccessKey current() {
        return account.credentials().current().orElseThrow();
      }

      @Override
      public CompletionStage<Void> reload() {
        return CompletableFuture.runAsync(account::reload, files);
      }
    };
  }

  /** Credentials that never change. */
  static ControlPlaneCredentials of(AccessKey key) {
    return new ControlPlaneCredentials() {
      @Override
      public AccessKey current() {
        return key;
      }

      @Override
      public CompletionStage<Void> reload() {
        return CompletableFuture.completedFuture(null);
      }
    };
  }
}
