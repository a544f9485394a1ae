/** Files of secrets that are encrypted under a key which is kept somewhere else. */
package dev.ddblocal.auth.vault;
