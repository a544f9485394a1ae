package dev.ddblocal.domain.ttl;

/**
 * Model shape {@code TimeToLiveSpecification}.
 *
 * @param enabled whether items expire
 * @param attributeName the attribute that holds the time at which an item does
 */
public record TimeToLiveSpecification(Boolean enabled, String attributeName) {}
