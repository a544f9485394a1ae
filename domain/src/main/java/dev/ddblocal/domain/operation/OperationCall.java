package dev.ddblocal.domain.operation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One call as the transport hands it over.
 *
 * @param request the request
 * @param constraintViolations the finished text of the first validation layer, envelope included,
 *     if any constraint of the service model is broken
 * @param unsupportedMembers members that the service model has, the caller sent and this server
 *     does not support, by name
 * @param host the host that the caller addressed, as {@code name:port}
 * @param <R> the response
 */
public record OperationCall<R>(
    OperationRequest<R> request,
    Optional<String> constraintViolations,
    List<String> unsupportedMembers,
    String host) {
  /** Refuses missing parts. */
  public OperationCall {
    Objects.requireNonNull(request, "request is null");
    Objects.requireNonNull(constraintViolations, "constraintViolations is null");
    unsupportedMembers = List.copyOf(unsupportedMembers);
    Objects.requireNonNull(host, "host is null");
  }

  /** A call without any complaint of the transport's. */
  public static <R> OperationCall<R> of(OperationRequest<R> request, String host) {
    return new OperationCall<>(request, Optional.empty(), List.of(), host);
  }
}
