/** The server's certificate and private key: read from files, and again when these change. */
package dev.ddblocal.http.tls;
