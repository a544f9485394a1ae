package dev.ddblocal.it.identity;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * An account whose user Alice may do what she wants with items that her name leads, and who may
 * become a role that reads everything.
 *
 * @param root the account's root user
 * @param alice the user's access key
 * @param roleArn the role
 */
record Tenancy(RootKey root, AwsBasicCredentials alice, String roleArn) {
  static final String TABLE = "notes";
  static final String USER = "alice";
  private static final String OWN_NOTES =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow",
         "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
         "Resource": "arn:aws:dynamodb:*:*:table/notes",
         "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${aws:username}"]}}}]}
      """;
  private static final String READ =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Scan"],
         "Resource": "*"}]}
      """;

  /** Makes user and role with the IAM of a server. */
  static Tenancy create(String iamEndpoint, RootKey root) {
    try (IamClient iam = Clients.iam(iamEndpoint, root.credentials())) {
      String arn = iam.createUser(each -> each.userName(USER)).user().arn();
      iam.putUserPolicy(
          each -> each.userName(USER).policyName("own-notes").policyDocument(OWN_NOTES));
      String role =
          iam.createRole(each -> each.roleName("reader").assumeRolePolicyDocument(trusting(arn)))
              .role()
              .arn();
      iam.putRolePolicy(each -> each.roleName("reader").policyName("read").policyDocument(READ));
      return new Tenancy(root, accessKey(iam), role);
    }
  }

  private static String trusting(String arn) {
    return """
    {"Version": "2012-10-17",
     "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}]}
    """
        .formatted(arn);
  }

  /** Makes one more key of Alice. */
  static AwsBasicCredentials accessKey(IamClient iam) {
    AccessKey key = iam.createAccessKey(each -> each.userName(USER)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  /** A session of the role, for Alice. */
  AwsSessionCredentials session(String stsEndpoint) {
    try (StsClient sts = Clients.sts(stsEndpoint, alice)) {
      Credentials session =
          sts.assumeRole(each -> each.roleArn(roleArn).roleSessionName("look")).credentials();
      return AwsSessionCredentials.create(
          session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }
  }

  /** Makes the table of notes, with one note of Bob's. */
  void createTable(String endpoint) {
    try (DynamoDbClient dynamoDb = Clients.dynamoDb(endpoint, root.credentials())) {
      dynamoDb.createTable(each ->
          each.tableName(TABLE)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(string("owner"), string("title"))
              .keySchema(key("owner", KeyType.HASH), key("title", KeyType.RANGE)));
      put(dynamoDb, "bob", Map.of());
    }
  }

  /** A key attribute's type, which is string. */
  static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  /** A part of a key. */
  static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** The key of an owner's note. */
  static Map<String, AttributeValue> note(String owner) {
    return Map.of("owner", AttributeValue.fromS(owner), "title", AttributeValue.fromS("today"));
  }

  /** Writes an owner's note. */
  static void put(DynamoDbClient dynamoDb, String owner, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(note(owner));
    item.putAll(attributes);
    dynamoDb.putItem(each -> each.tableName(TABLE).item(item));
  }

  /** Reads an owner's note. */
  static Map<String, AttributeValue> get(DynamoDbClient dynamoDb, String owner) {
    return dynamoDb.getItem(each -> each.tableName(TABLE).key(note(owner))).item();
  }

  /** Reads an owner's note as somebody. */
  static Map<String, AttributeValue> get(String endpoint, AwsCredentials caller, String owner) {
    try (DynamoDbClient dynamoDb = Clients.dynamoDb(endpoint, caller)) {
      return get(dynamoDb, owner);
    }
  }
}
