/** What the operator of an IAM account does to a server over HTTP. */
package dev.ddblocal.auth.admin;
