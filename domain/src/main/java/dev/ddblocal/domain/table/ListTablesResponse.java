package dev.ddblocal.domain.table;

import java.util.List;

/**
 * Model shape {@code ListTablesOutput}.
 *
 * @param tableNames names in order
 * @param lastEvaluatedTableName the last name if there are more; else null
 */
public record ListTablesResponse(List<String> tableNames, String lastEvaluatedTableName) {}
