package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.KeySchemaElement;
import java.util.List;

/**
 * Model shape {@code LocalSecondaryIndex}.
 *
 * @param indexName the name
 * @param keySchema the table's partition key and a sort key
 * @param projection the attributes that the index holds
 */
public record LocalSecondaryIndex(
    String indexName, List<KeySchemaElement> keySchema, Projection projection) {}
