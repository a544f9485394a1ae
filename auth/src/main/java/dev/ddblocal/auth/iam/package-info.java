/** The operations of IAM. */
package dev.ddblocal.auth.iam;
