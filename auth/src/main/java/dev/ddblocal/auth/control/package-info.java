/**
 * The control plane: what it answers to data planes, and how a data plane asks it. Secrets never
 * leave the control plane; whatever a data plane cannot find out lets nobody in.
 */
package dev.ddblocal.auth.control;
