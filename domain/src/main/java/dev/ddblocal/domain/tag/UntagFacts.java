package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.port.AccessFacts;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request that takes tags from a table tells of itself.
 *
 * @param keys the tags' keys as sent, or null
 */
record UntagFacts(List<String> keys) implements AccessFacts {
  @Override
  public ContextValue valueOf(DynamoDbConditionKey key, Optional<TableDefinition> table) {
    return ContextValue.ABSENT;
  }

  @Override
  public Set<String> tagKeys() {
    return keys == null
        ? Set.of()
        : keys.stream().filter(Objects::nonNull).collect(Collectors.toSet());
  }
}
