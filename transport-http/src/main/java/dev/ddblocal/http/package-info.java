/**
 * DynamoDB's JSON protocol over HTTP: the front door, and the way of a request from its first byte
 * to its answer. What the bodies say is the business of {@link dev.ddblocal.http.wire}.
 *
 * <p>A request stays on its connection's event loop until {@link dev.ddblocal.domain.DynamoDb} has
 * it; bodies that are large or compressed pass through a few worker threads. Answers come back to
 * the event loop in batches.
 */
package dev.ddblocal.http;
