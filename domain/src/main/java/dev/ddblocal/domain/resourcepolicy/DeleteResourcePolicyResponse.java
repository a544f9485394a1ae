package dev.ddblocal.domain.resourcepolicy;

/**
 * Model shape {@code DeleteResourcePolicyOutput}.
 *
 * @param revisionId the revision that was deleted; null if there was no policy
 */
public record DeleteResourcePolicyResponse(String revisionId) {}
