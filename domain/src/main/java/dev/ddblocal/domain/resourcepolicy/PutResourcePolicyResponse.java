package dev.ddblocal.domain.resourcepolicy;

/**
 * Model shape {@code PutResourcePolicyOutput}.
 *
 * @param revisionId the revision that the policy has now
 */
public record PutResourcePolicyResponse(String revisionId) {}
