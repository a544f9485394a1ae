package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.ProjectionType;
import java.util.List;

/**
 * Model shape {@code Projection}; a member that is null was not sent or is left out of the answer.
 *
 * @param projectionType which attributes an index holds besides the keys
 * @param nonKeyAttributes those attributes, for INCLUDE
 */
public record Projection(ProjectionType projectionType, List<String> nonKeyAttributes) {}
