package dev.ddblocal.auth.authorization;

import dev.ddblocal.auth.policy.ContextKeys;
import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.port.AccessFacts;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys that a request has by what it does: DynamoDB's own, and those of tags and of
 * the resource's account.
 *
 * @param facts what the access tells of itself
 * @param target what it is on
 * @param table the table that it is on
 */
record AccessContext(AccessFacts facts, AccessTarget.Resource target, AccessedTable table)
    implements RequestContext {
  private static final String REQUEST_TAG = lower(ContextKeys.REQUEST_TAG);
  private static final String RESOURCE_TAG = lower(ContextKeys.RESOURCE_TAG);
  private static final String TAG_KEYS = lower(ContextKeys.TAG_KEYS);
  private static final String RESOURCE_ACCOUNT = lower(ContextKeys.RESOURCE_ACCOUNT);

  @Override
  public ContextValue valueOf(String key) {
    Optional<DynamoDbConditionKey> dynamoDbKey = DynamoDbConditionKey.named(key);
    if (dynamoDbKey.isPresent()) {
      return valueOf(dynamoDbKey.get());
    }
    String name = lower(key);
    if (name.equals(RESOURCE_ACCOUNT)) {
      return new ContextValue.One(target.account().value());
    }
    if (name.equals(TAG_KEYS)) {
      Set<String> keys = facts.tagKeys();
      return keys.isEmpty() ? ContextValue.ABSENT : new ContextValue.Many(List.copyOf(keys));
    }
    if (name.startsWith(REQUEST_TAG)) {
      return tag(facts.requestTags(), name.substring(REQUEST_TAG.length()));
    }
    if (name.startsWith(RESOURCE_TAG) && target.streamLabel().isEmpty()) {
      return tag(
          table
              .now()
              .map(TableDefinition::tags)
              .<Map<String, String>>map(tags -> tags)
              .orElse(Map.of()),
          name.substring(RESOURCE_TAG.length()));
    }
    return ContextValue.ABSENT;
  }

  private ContextValue valueOf(DynamoDbConditionKey key) {
    return switch (key) {
      case LEADING_KEYS,
          FIRST_PARTITION_KEY_VALUES,
          SECOND_PARTITION_KEY_VALUES,
          THIRD_PARTITION_KEY_VALUES,
          FOURTH_PARTITION_KEY_VALUES,
          FULL_TABLE_SCAN ->
          // An access without facts does not become worth a look at its table.
          facts.equals(AccessFacts.NONE) ? ContextValue.ABSENT : facts.valueOf(key, table.now());
      case ATTRIBUTES, SELECT, RETURN_VALUES, RETURN_CONSUMED_CAPACITY, ENCLOSING_OPERATION ->
          facts.valueOf(key, Optional.empty());
    };
  }

  /** The value of a tag; case does not matter in its key, as in all names of condition keys. */
  private static ContextValue tag(Map<String, String> tags, String lowerCaseKey) {
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseKey)) {
        return new ContextValue.One(tag.getValue());
      }
    }
    return ContextValue.ABSENT;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
