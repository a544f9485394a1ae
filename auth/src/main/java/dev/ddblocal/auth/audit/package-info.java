/** The audit log's events: one for each access that is decided and each request refused. */
package dev.ddblocal.auth.audit;
