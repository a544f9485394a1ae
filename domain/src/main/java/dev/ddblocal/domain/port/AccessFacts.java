package dev.ddblocal.domain.port;

import dev.ddblocal.domain.schema.TableDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an access tells of itself in the terms of condition keys. Everything is worked out when it
 * is asked for, so that a call which no condition looks at costs nothing. Nothing here throws,
 * however broken the request is: what cannot be told is {@link ContextValue#UNKNOWN}.
 */
public interface AccessFacts {
  /** An access that has none of the keys. */
  AccessFacts NONE = (_, _) -> ContextValue.ABSENT;

  /**
   * The value of one of DynamoDB's condition keys.
   *
   * @param key the key
   * @param table the table that is accessed, if there is one
   */
  ContextValue valueOf(DynamoDbConditionKey key, Optional<TableDefinition> table);

  /** The tags that the request gives, for {@code aws:RequestTag}. */
  default Map<String, String> requestTags() {
    return Map.of();
  }

  /** The keys of the tags that the request gives or takes, for {@code aws:TagKeys}. */
  default Set<String> tagKeys() {
    return requestTags().keySet();
  }
}
