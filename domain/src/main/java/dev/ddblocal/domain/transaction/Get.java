package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.Map;

/**
 * A read of a transaction (model shape of that name).
 *
 * @param key the primary key of the item to read
 * @param tableName the table's name or ARN
 * @param projectionExpression the parts of the item to answer; null for all
 * @param expressionAttributeNames attribute names by placeholder
 */
public record Get(
    AttributeMap key,
    String tableName,
    String projectionExpression,
    Map<String, String> expressionAttributeNames) {}
