package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.value.SentValue;

/**
 * Model shape {@code AttributeValueUpdate}: what AttributeUpdates do to an attribute.
 *
 * @param value the value to put, add or take away; may be null to delete the attribute
 * @param action what is done; null for {@code PUT}
 */
public record AttributeValueUpdate(SentValue value, AttributeAction action) {}
