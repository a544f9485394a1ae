/**
 * Verification of AWS Signature Version 4 in its header and its query form. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 * a signed AWS API request</a>.
 */
package dev.ddblocal.auth.sigv4;
