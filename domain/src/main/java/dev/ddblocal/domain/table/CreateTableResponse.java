package dev.ddblocal.domain.table;

/**
 * Model shape {@code CreateTableOutput}.
 *
 * @param tableDescription the new table
 */
public record CreateTableResponse(TableDescription tableDescription) {}
