package dev.ddblocal.domain.table;

/**
 * Model shape {@code Tag}.
 *
 * @param key the key, 1 to 128 characters
 * @param value the value, 0 to 256 characters
 */
public record Tag(String key, String value) {}
