/**
 * AWS's query protocol, which STS and IAM speak: what a request's parameters are, and how answers
 * and errors are written as XML.
 */
package dev.ddblocal.http.query;
