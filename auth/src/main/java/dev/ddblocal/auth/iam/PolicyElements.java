package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;

/** Managed policies as answers print them. */
final class PolicyElements {
  private PolicyElements() {}

  /** A policy, whole as GetPolicy prints it. */
  static Group whole(String name, ManagedPolicy policy, PolicyUsage usage) {
    List<Element> elements = elements(policy, usage);
    policy.description().ifPresent(text -> elements.add(new Text("Description", text)));
    elements.add(TagParameters.elements(policy.tags()));
    return new Group(name, elements);
  }

  /** A policy as lists print it. */
  static Group brief(String name, ManagedPolicy policy, PolicyUsage usage) {
    return new Group(name, elements(policy, usage));
  }

  /** What every answer has of a policy. */
  static List<Element> elements(ManagedPolicy policy, PolicyUsage usage) {
    PolicyArn arn = policy.arn();
    List<Element> elements = new ArrayList<>();
    elements.add(new Text("PolicyName", arn.name()));
    elements.add(new Text("PolicyId", policy.id()));
    elements.add(new Text("Arn", arn.toString()));
    elements.add(new Text("Path", arn.path()));
    elements.add(new Text("DefaultVersionId", "v" + policy.defaultVersion()));
    elements.add(new Text("AttachmentCount", Integer.toString(usage.attached(arn).size())));
    elements.add(
        new Text("PermissionsBoundaryUsageCount", Integer.toString(usage.boundaryOf(arn).size())));
    elements.add(new Text("IsAttachable", "true"));
    elements.add(new Text("CreateDate", RecordedTime.write(policy.createdAt())));
    elements.add(new Text("UpdateDate", RecordedTime.write(policy.updatedAt())));
    return elements;
  }

  /** A version without its document. */
  static Group version(String name, PolicyVersion version) {
    return new Group(name, elements(version));
  }

  /** A version with its document. */
  static Group versionWithDocument(String name, PolicyVersion version) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Text("Document", PolicyText.encoded(version.document())));
    elements.addAll(elements(version));
    return new Group(name, elements);
  }

  private static List<Element> elements(PolicyVersion version) {
    return List.of(
        new Text("VersionId", version.id()),
        new Text("IsDefaultVersion", Boolean.toString(version.isDefault())),
        new Text("CreateDate", RecordedTime.write(version.createdAt())));
  }
}
