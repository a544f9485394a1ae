package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.KeySchemaElement;
import java.util.List;

/**
 * Model shape {@code LocalSecondaryIndexDescription}.
 *
 * @param indexName the name
 * @param keySchema the index key
 * @param projection the attributes that the index holds
 * @param indexSizeBytes the size of all entries, in bytes
 * @param itemCount the number of entries
 * @param indexArn the ARN
 */
public record LocalSecondaryIndexDescription(
    String indexName,
    List<KeySchemaElement> keySchema,
    Projection projection,
    Long indexSizeBytes,
    Long itemCount,
    String indexArn) {}
