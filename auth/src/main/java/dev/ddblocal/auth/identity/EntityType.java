package dev.ddblocal.auth.identity;

/** The kinds of entities that policies belong to, with where they are kept. */
public enum EntityType {
  /** Users. */
  USER("User", "user"),
  /** Roles. */
  ROLE("Role", "role"),
  /** Groups. */
  GROUP("Group", "group");

  private final String label;
  private final String word;

  EntityType(String label, String word) {
    this.label = label;
    this.word = word;
  }

  /** The kind as names of operations and parameters hold it, such as {@code User}. */
  public String label() {
    return label;
  }

  /** The kind as messages and ARNs hold it, such as {@code user}. */
  public String word() {
    return word;
  }

  /** The name of the attribute that holds the unique id. */
  public String idAttribute() {
    return word + "Id";
  }

  /** What the sort keys of all records of entities of this kind begin with. */
  public String sortPrefix() {
    return name() + "#";
  }

  /** The sort key of an entity's own record; names that differ only in case share it. */
  public String sort(String name) {
    return sortPrefix() + EntityName.folded(name);
  }

  /** What the sort keys of an entity's inline policies begin with. */
  public String inlinePolicyPrefix(String name) {
    return sort(name) + "#POL#";
  }

  /** The sort key of an inline policy; names that differ only in case share it. */
  public String inlinePolicySort(String name, String policyName) {
    return inlinePolicyPrefix(name) + EntityName.folded(policyName);
  }

  /** What the sort keys of an entity's attached policies begin with. */
  public String attachmentPrefix(String name) {
    return "ATT#" + sort(name) + "#";
  }

  /** The sort key of an attached policy. */
  public String attachmentSort(String name, String policyArn) {
    return attachmentPrefix(name) + policyArn;
  }

  /** Whether the record is an entity's own, not one of those kept below it. */
  public boolean owns(IdentityRecord record) {
    return record.sort().startsWith(sortPrefix())
        && record.sort().indexOf('#', sortPrefix().length()) < 0;
  }
}
