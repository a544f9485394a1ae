package dev.ddblocal.domain.operation;

import dev.ddblocal.domain.port.Keyspace;
import java.util.concurrent.CompletionStage;

/** Work in the background, in small steps that the application drives keyspace by keyspace. */
public interface MaintenanceTask {
  /** The task's name, for logs. */
  String name();

  /** Does one small step; answers whether there is more to do at once. */
  CompletionStage<Boolean> step(Keyspace keyspace);
}
