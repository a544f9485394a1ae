/** DynamoDB's JSON protocol over HTTP. */
package dev.ddblocal.http;
