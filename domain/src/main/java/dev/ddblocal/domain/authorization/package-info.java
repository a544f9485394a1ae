/**
 * What accesses to items tell of themselves, for condition keys of policies. Each operation's
 * package has its own facts, made of what is here.
 */
package dev.ddblocal.domain.authorization;
