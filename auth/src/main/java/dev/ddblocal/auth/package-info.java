/** Who calls and what they may do: Signature Version 4, access keys and authorization. */
package dev.ddblocal.auth;
