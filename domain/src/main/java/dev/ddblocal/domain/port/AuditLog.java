package dev.ddblocal.domain.port;

/** Takes one event for each authenticated request and each refusal. */
public interface AuditLog {
  /** A log that takes nothing. */
  AuditLog NONE =
      new AuditLog() {
        @Override
        public boolean isEnabled() {
          return false;
        }

        @Override
        public void record(AuditEvent event) {}
      };

  /** Whether events are wanted at all; asked before each event is made, so it has to be quick. */
  boolean isEnabled();

  /** Takes an event. It must not block. */
  void record(AuditEvent event);
}
