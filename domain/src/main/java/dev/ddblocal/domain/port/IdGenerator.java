package dev.ddblocal.domain.port;

import java.util.UUID;

/** Makes the ids of tables and indexes, so that tests can foresee them. */
@FunctionalInterface
public interface IdGenerator {
  /** An id that nothing has had before. */
  UUID newId();
}
