package dev.ddblocal.domain.table;

/**
 * Model shape {@code UpdateTableOutput}.
 *
 * @param tableDescription the table, with what was asked for under way
 */
public record UpdateTableResponse(TableDescription tableDescription) {}
