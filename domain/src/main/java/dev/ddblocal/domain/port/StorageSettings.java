package dev.ddblocal.domain.port;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a storage is opened.
 *
 * @param dataFolder where data is kept; unused in memory
 * @param inMemory whether data lives only as long as the process
 * @param durability what an acknowledged write survives
 */
public record StorageSettings(Path dataFolder, boolean inMemory, Durability durability) {
  /** Refuses missing parts. */
  public StorageSettings {
    Objects.requireNonNull(dataFolder, "dataFolder is null");
    Objects.requireNonNull(durability, "durability is null");
  }
}
