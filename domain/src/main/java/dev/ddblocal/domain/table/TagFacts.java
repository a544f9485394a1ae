package dev.ddblocal.domain.table;

import dev.ddblocal.domain.port.AccessFacts;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request that gives a table tags tells of itself.
 *
 * @param tags the tags as sent, or null
 */
public record TagFacts(List<Tag> tags) implements AccessFacts {
  @Override
  public ContextValue valueOf(DynamoDbConditionKey key, Optional<TableDefinition> table) {
    return ContextValue.ABSENT;
  }

  @Override
  public Map<String, String> requestTags() {
    Map<String, String> given = new LinkedHashMap<>();
    if (tags != null) {
      for (Tag tag : tags) {
        if (tag != null && tag.key() != null && tag.value() != null) {
          given.put(tag.key(), tag.value());
        }
      }
    }
    return given;
  }
}
