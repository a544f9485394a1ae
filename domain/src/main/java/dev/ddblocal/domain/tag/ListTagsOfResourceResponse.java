package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.table.Tag;
import java.util.List;

/**
 * Model shape {@code ListTagsOfResourceOutput}.
 *
 * @param tags the tags, in the order in which they were first given
 * @param nextToken where to go on; null on the last page
 */
public record ListTagsOfResourceResponse(List<Tag> tags, String nextToken) {}
