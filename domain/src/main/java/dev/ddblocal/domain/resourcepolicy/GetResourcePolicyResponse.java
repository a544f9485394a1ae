package dev.ddblocal.domain.resourcepolicy;

/**
 * Model shape {@code GetResourcePolicyOutput}.
 *
 * @param policy the policy as it was put
 * @param revisionId its revision
 */
public record GetResourcePolicyResponse(String policy, String revisionId) {}
