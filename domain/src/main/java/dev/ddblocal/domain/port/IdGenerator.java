package dev.ddblocal.domain.port;

import dev.ddblocal.domain.schema.TableId;

/** Makes the ids that have to be unique, so that tests can foresee them. */
@FunctionalInterface
public interface IdGenerator {
  /** A new table id. */
  TableId newTableId();
}
