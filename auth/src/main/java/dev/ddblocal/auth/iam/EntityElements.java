package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;

/** Users, roles and groups as answers print them. */
final class EntityElements {
  private EntityElements() {}

  /** What every answer has of an entity. */
  static List<Element> elements(IdentityEntity entity) {
    String label = entity.type().label();
    List<Element> elements = new ArrayList<>();
    elements.add(new Text("Path", entity.path()));
    elements.add(new Text(label + "Name", entity.name()));
    elements.add(new Text(label + "Id", entity.id()));
    elements.add(new Text("Arn", entity.arn()));
    elements.add(new Text("CreateDate", RecordedTime.write(entity.createdAt())));
    return elements;
  }

  /** A user or group as lists print it. */
  static Group brief(String name, IdentityEntity entity) {
    return new Group(name, elements(entity));
  }

  /** A role as lists print it: without boundary, tags and last use. */
  static Group role(String name, RoleRecord role) {
    return new Group(name, roleElements(role));
  }

  /** A role with all there is to tell. */
  static Group wholeRole(String name, RoleRecord role) {
    List<Element> elements = roleElements(role);
    role.entity().boundaryArn().ifPresent(arn -> elements.add(Users.boundary(arn)));
    if (!role.entity().tags().isEmpty()) {
      elements.add(TagParameters.elements(role.entity().tags()));
    }
    elements.add(Group.of("RoleLastUsed"));
    return new Group(name, elements);
  }

  private static List<Element> roleElements(RoleRecord role) {
    List<Element> elements = elements(role.entity());
    elements.add(new Text("AssumeRolePolicyDocument", PolicyText.encoded(role.trustPolicy())));
    role.description().ifPresent(text -> elements.add(new Text("Description", text)));
    elements.add(new Text("MaxSessionDuration", Long.toString(role.maxSession().toSeconds())));
    return elements;
  }
}
