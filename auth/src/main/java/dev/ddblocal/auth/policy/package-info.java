/** IAM's policy language: parsing, matching, conditions and evaluation. */
package dev.ddblocal.auth.policy;
