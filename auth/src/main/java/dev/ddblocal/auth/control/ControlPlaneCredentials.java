package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
