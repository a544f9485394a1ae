/** What an authenticated caller may do. */
package dev.ddblocal.auth.authorization;
