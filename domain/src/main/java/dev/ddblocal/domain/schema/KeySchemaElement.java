package dev.ddblocal.domain.schema;

/**
 * Model shape {@code KeySchemaElement}.
 *
 * @param attributeName the key attribute's name
 * @param keyType its role
 */
public record KeySchemaElement(String attributeName, KeyType keyType) {}
