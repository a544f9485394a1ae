package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.StreamViewType;

/**
 * Model shape {@code StreamSpecification}.
 *
 * @param streamEnabled whether the table has a stream
 * @param streamViewType what its records show
 */
public record StreamSpecification(Boolean streamEnabled, StreamViewType streamViewType) {}
