package dev.ddblocal.domain.tag;

/** The answer of TagResource, which says nothing. */
public record TagResourceResponse() {}
