/** Access keys: where they are kept, how they are issued and what a signature is verified with. */
package dev.ddblocal.auth.credentials;
