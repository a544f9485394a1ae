package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ProjectionType;
import java.util.Arrays;
import java.util.List;

/** Makes index requests; a key is {@code name:HASH} or {@code name:RANGE}. */
final class Indexes {
  static final Projection ALL = new Projection(ProjectionType.ALL, null);
  static final Projection KEYS_ONLY = new Projection(ProjectionType.KEYS_ONLY, null);

  private Indexes() {}

  static Projection include(String... attributes) {
    return new Projection(ProjectionType.INCLUDE, List.of(attributes));
  }

  static LocalSecondaryIndex local(String name, Projection projection, String... key) {
    return new LocalSecondaryIndex(name, elements(key), projection);
  }

  static GlobalSecondaryIndex global(String name, Projection projection, String... key) {
    return new GlobalSecondaryIndex(name, elements(key), projection, null, null, null);
  }

  static GlobalSecondaryIndex global(String name, ProvisionedThroughput units, String... key) {
    return new GlobalSecondaryIndex(name, elements(key), ALL, units, null, null);
  }

  static List<KeySchemaElement> elements(String... key) {
    return Arrays.stream(key)
        .map(each -> each.split(":", 2))
        .map(parts -> new KeySchemaElement(parts[0], KeyType.valueOf(parts[1])))
        .toList();
  }
}
