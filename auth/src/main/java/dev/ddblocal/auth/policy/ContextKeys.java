package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.port.DynamoDbConditionKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The condition keys that requests to this service can have, and which keys have several values.
 * Names are compared without regard to case. (AWS: global condition context keys; service
 * authorization references of DynamoDB, IAM and STS.)
 */
public final class ContextKeys {
  /** The ARN of the user, of the session's role, of the federated user, or of the account. */
  public static final String PRINCIPAL_ARN = "aws:PrincipalArn";

  /** The caller's account. */
  public static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";

  /** {@code Account}, {@code User}, {@code AssumedRole} or {@code FederatedUser}. */
  public static final String PRINCIPAL_TYPE = "aws:PrincipalType";

  /** With a tag's key behind it: the caller's tag. */
  public static final String PRINCIPAL_TAG = "aws:PrincipalTag/";

  /** Whether the caller is an AWS service; never. */
  public static final String PRINCIPAL_IS_AWS_SERVICE = "aws:PrincipalIsAWSService";

  /** Whether an AWS service calls on behalf of the caller; never. */
  public static final String VIA_AWS_SERVICE = "aws:ViaAWSService";

  /** The caller's unique id. */
  public static final String USER_ID = "aws:userid";

  /** The user's name; users only. */
  public static final String USER_NAME = "aws:username";

  /** The address that the request came from. */
  public static final String SOURCE_IP = "aws:SourceIp";

  /** Whether the request came over TLS. */
  public static final String SECURE_TRANSPORT = "aws:SecureTransport";

  /** The time of the request, as ISO 8601. */
  public static final String CURRENT_TIME = "aws:CurrentTime";

  /** The time of the request, in seconds since 1970. */
  public static final String EPOCH_TIME = "aws:EpochTime";

  /** When temporary credentials were issued. */
  public static final String TOKEN_ISSUE_TIME = "aws:TokenIssueTime";

  /** Whether temporary credentials were made with multi-factor authentication. */
  public static final String MULTI_FACTOR_AUTH_PRESENT = "aws:MultiFactorAuthPresent";

  /** The region that the request is for. */
  public static final String REQUESTED_REGION = "aws:RequestedRegion";

  /** The header User-Agent. */
  public static final String USER_AGENT = "aws:UserAgent";

  /** The header Referer. */
  public static final String REFERER = "aws:Referer";

  /** The source identity of a session. */
  public static final String SOURCE_IDENTITY = "aws:SourceIdentity";

  /** With a tag's key behind it: a tag that the request gives to something. */
  public static final String REQUEST_TAG = "aws:RequestTag/";

  /** The keys of the tags in the request. */
  public static final String TAG_KEYS = "aws:TagKeys";

  /** With a tag's key behind it: a tag of the resource. */
  public static final String RESOURCE_TAG = "aws:ResourceTag/";

  /** The account that the resource belongs to. */
  public static final String RESOURCE_ACCOUNT = "aws:ResourceAccount";

  /** With a tag's key behind it: a tag of the user, role or policy that IAM is asked about. */
  public static final String IAM_RESOURCE_TAG = "iam:ResourceTag/";

  /** The permissions boundary that a call of IAM sets. */
  public static final String PERMISSIONS_BOUNDARY = "iam:PermissionsBoundary";

  /** The policy that a call of IAM attaches or detaches. */
  public static final String POLICY_ARN = "iam:PolicyARN";

  /** The parameter ExternalId of AssumeRole. */
  public static final String EXTERNAL_ID = "sts:ExternalId";

  /** The parameter RoleSessionName of AssumeRole. */
  public static final String ROLE_SESSION_NAME = "sts:RoleSessionName";

  private static final String DYNAMODB = "dynamodb:";

  private static final List<String> FAMILIES =
      List.of(
          lower(PRINCIPAL_TAG), lower(REQUEST_TAG), lower(RESOURCE_TAG), lower(IAM_RESOURCE_TAG));

  private static final List<String> SINGLE =
      List.of(
          PRINCIPAL_ARN,
          PRINCIPAL_ACCOUNT,
          PRINCIPAL_TYPE,
          PRINCIPAL_IS_AWS_SERVICE,
          VIA_AWS_SERVICE,
          USER_ID,
          USER_NAME,
          SOURCE_IP,
          SECURE_TRANSPORT,
          CURRENT_TIME,
          EPOCH_TIME,
          TOKEN_ISSUE_TIME,
          MULTI_FACTOR_AUTH_PRESENT,
          REQUESTED_REGION,
          USER_AGENT,
          REFERER,
          SOURCE_IDENTITY,
          RESOURCE_ACCOUNT,
          PERMISSIONS_BOUNDARY,
          POLICY_ARN,
          EXTERNAL_ID,
          ROLE_SESSION_NAME);

  /** Multivalued keys; requests never have aws:PrincipalOrgPaths here. */
  private static final Set<String> MULTIVALUED =
      Set.of(
          lower(TAG_KEYS),
          "aws:principalorgpaths",
          lower(DynamoDbConditionKey.LEADING_KEYS.text()),
          lower(DynamoDbConditionKey.FIRST_PARTITION_KEY_VALUES.text()),
          lower(DynamoDbConditionKey.SECOND_PARTITION_KEY_VALUES.text()),
          lower(DynamoDbConditionKey.THIRD_PARTITION_KEY_VALUES.text()),
          lower(DynamoDbConditionKey.FOURTH_PARTITION_KEY_VALUES.text()),
          lower(DynamoDbConditionKey.ATTRIBUTES.text()));

  /** By lower-case name: the key as AWS writes it. */
  private static final Map<String, String> POPULATED =
      named().stream().collect(Collectors.toUnmodifiableMap(ContextKeys::lower, key -> key));

  private ContextKeys() {}

  /** Whether requests can have the key at all. */
  public static boolean isPopulated(String key) {
    String name = lower(key);
    return POPULATED.containsKey(name)
        || FAMILIES.stream()
            .anyMatch(family -> name.startsWith(family) && name.length() > family.length());
  }

  /** Whether the key can have several values. */
  public static boolean isMultivalued(String key) {
    return MULTIVALUED.contains(lower(key));
  }

  /** The keys that requests can have, without the families of tag keys, as AWS writes them. */
  public static Set<String> populated() {
    return Set.copyOf(POPULATED.values());
  }

  /** Whether the key is one of DynamoDB's own. */
  static boolean isDynamoDb(String name) {
    return name.startsWith(DYNAMODB);
  }

  private static List<String> named() {
    List<String> keys = new ArrayList<>(SINGLE);
    keys.add(TAG_KEYS);
    Arrays.stream(DynamoDbConditionKey.values()).map(DynamoDbConditionKey::text).forEach(keys::add);
    return keys;
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
