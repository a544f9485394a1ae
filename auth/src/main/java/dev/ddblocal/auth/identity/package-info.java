/** What is recorded of accounts, users, roles and keys, as items of the IAM account. */
package dev.ddblocal.auth.identity;
