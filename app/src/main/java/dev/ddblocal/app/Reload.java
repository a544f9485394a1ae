package dev.ddblocal.app;

import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.http.HttpFrontDoor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/** What a running server reads anew when its operator asks for it. */
final class Reload {
  private static final Logger LOG = System.getLogger(Reload.class.getName());

  private final Identities identities;
  private final Storage storage;
  private final HttpFrontDoor frontDoor;
  private final AuditLog auditLog;

  Reload(Identities identities, Storage storage, HttpFrontDoor frontDoor, AuditLog auditLog) {
    this.identities = Objects.requireNonNull(identities, "identities is null");
    this.storage = Objects.requireNonNull(storage, "storage is null");
    this.frontDoor = Objects.requireNonNull(frontDoor, "frontDoor is null");
    this.auditLog = Objects.requireNonNull(auditLog, "auditLog is null");
  }

  /**
   * Reads access keys, encryption keys and the certificate anew, and goes on in a new audit log
   * where the present one was moved away. What is wrong is logged and stays as it was.
   */
  void run() {
    identities.reload();
    storage
        .keysChanged()
        .whenComplete((_, failure) -> {
          if (failure != null) {
            LOG.log(Level.ERROR, "the encryption keys could not be changed", failure);
          }
        });
    var _ = frontDoor.reloadTls();
    if (auditLog instanceof AuditLogFile file) {
      file.reopen();
    }
  }
}
