package dev.ddblocal.domain.table;

/**
 * Model shape {@code DescribeTableOutput}.
 *
 * @param table the table
 */
public record DescribeTableResponse(TableDescription table) {}
