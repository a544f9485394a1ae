package dev.ddblocal.domain.tag;

/** The answer of UntagResource, which says nothing. */
public record UntagResourceResponse() {}
