package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.ScalarAttributeType;

/**
 * Model shape {@code AttributeDefinition}.
 *
 * @param attributeName the key attribute's name
 * @param attributeType its type
 */
public record AttributeDefinition(String attributeName, ScalarAttributeType attributeType) {}
