package dev.ddblocal.domain.transaction;

/**
 * One action of a reading transaction (model shape of that name).
 *
 * @param get the read
 */
public record TransactGetItem(Get get) {}
