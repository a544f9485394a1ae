package dev.ddblocal.domain.table;

import java.util.List;

/**
 * Model shape {@code DescribeEndpointsResponse}.
 *
 * @param endpoints where to send requests
 */
public record DescribeEndpointsResponse(List<Endpoint> endpoints) {}
