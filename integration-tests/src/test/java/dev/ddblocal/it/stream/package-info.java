/**
 * A table that changes under load, and a consumer of its stream: the Kinesis Client Library with
 * the adapter that AWS publishes for DynamoDB Streams.
 */
package dev.ddblocal.it.stream;
