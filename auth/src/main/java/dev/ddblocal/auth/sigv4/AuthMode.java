package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.domain.port.RequestAuthenticator;
import java.time.InstantSource;

/** Whether signatures decide. */
public enum AuthMode {
  /** Every request must have a valid signature of a known key. */
  ENFORCE,
  /** Signatures are read but not verified. For loopback listeners. */
  OPEN;

  /** The authenticator of this mode. */
  public RequestAuthenticator authenticator(
      CredentialResolver credentials, InstantSource clock, AuthenticationSettings settings) {
    return switch (this) {
      case ENFORCE -> new SigV4Authenticator(credentials, clock, settings);
      case OPEN -> new OpenAuthenticator(credentials, clock, settings);
    };
  }
}
