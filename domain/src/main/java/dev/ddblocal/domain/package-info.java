/** The meaning of DynamoDB, free of HTTP, JSON and storage engines. */
package dev.ddblocal.domain;
