package dev.ddblocal.domain.item;

/**
 * One write of a batch: exactly one of its members is set (model shape {@code WriteRequest}).
 *
 * @param putRequest a put
 * @param deleteRequest a delete
 */
public record WriteRequest(PutRequest putRequest, DeleteRequest deleteRequest) {}
