package dev.ddblocal.domain.table;

/**
 * Model shape {@code DeleteTableOutput}.
 *
 * @param tableDescription the table as it goes
 */
public record DeleteTableResponse(TableDescription tableDescription) {}
