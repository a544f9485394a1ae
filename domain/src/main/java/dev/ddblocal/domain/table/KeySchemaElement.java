package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.KeyType;

/**
 * Model shape {@code KeySchemaElement}.
 *
 * @param attributeName the key attribute's name
 * @param keyType its role
 */
public record KeySchemaElement(String attributeName, KeyType keyType) {}
