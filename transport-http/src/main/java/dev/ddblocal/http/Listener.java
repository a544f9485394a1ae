package dev.ddblocal.http;

import io.vertx.core.net.KeyCertOptions;
import java.util.Optional;

/**
 * One address as the event loops serve it.
 *
 * @param host the host to listen on
 * @param port the port; a negative number picks one, the same for all that are given that number
 * @param managementHere whether the management routes are served beside the APIs
 * @param pipeline the way of the calls that have an X-Amz-Target
 * @param certificate the certificate for TLS; empty for plain HTTP
 */
record Listener(
    String host,
    int port,
    boolean managementHere,
    OperationPipeline pipeline,
    Optional<KeyCertOptions> certificate) {}
