/**
 * DynamoDB's JSON protocol: bytes to requests and responses to bytes, as the official service model
 * and the recorded departures from it say. It knows nothing of HTTP beyond the status of an error.
 */
package dev.ddblocal.http.wire;
