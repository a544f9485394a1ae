/** The packaged server with users, roles and sessions, in one process and in two. */
package dev.ddblocal.it.identity;
